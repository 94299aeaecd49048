import { expect, it } from 'vitest';
import { SPECIAL_TOKENS } from '../tokenizer/vocabulary';
import { vocabTxt } from './vocabTxt';

it('has each token on the line of its id', () => {
  const text = vocabTxt({
    tokens: [...SPECIAL_TOKENS, 'the', '##s', '…'],
    ...{ doLowerCase: true, stripAccents: false },
  });
  expect(text).toBe('[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nthe\n##s\n…\n');
});
