import { fuzzText } from '../base/testFuzz';
import { SPECIAL_TOKENS } from '../tokenizer/vocabulary';
import { createEncoder } from '../tokenizer/wordPiece';
import { escapeMarks, readMarks } from './blankMarks';
import { parseFill, writeFill } from './fill';

const encoder = createEncoder({
  tokens: [...SPECIAL_TOKENS, 'the', 'a', '##a', '中', '[', ']', '.', '_', '\\'],
  ...{ doLowerCase: true, stripAccents: true },
});

fuzzText({
  name: 'the box for a sentence with blanks',
  samples: [
    'The ___ is [MASK] of a (…).',
    'un\\___able \\\\{{blank}} 中□文',
    '<mask> <extra_id_0> ( ) ??? _ _ _ .',
  ],
  words: [
    '_',
    '__',
    '[',
    ']',
    '(',
    ')',
    '{',
    '{{',
    '}}',
    '<',
    '>',
    'mask',
    'MASK',
    '[MASK]',
    '?',
    '…',
    '...',
    '. .',
    '-',
    '*',
    '\\',
    '□',
    '（',
    '）',
    'the',
    'a',
    '<|',
    '|>',
    '/>',
    '1',
    '_ ',
  ],
  once: [
    { before: '[', opening: ' ', after: 'x' },
    { opening: '\\', after: 'x' },
  ],
  read(written) {
    const sentence = parseFill(written, encoder);
    const tokens = Array.from(sentence.ids, (id, i) => ({
      ...{ id, start: sentence.starts[i]!, end: sentence.ends[i]!, wordId: sentence.wordIds[i]! },
    }));
    const again = writeFill({ text: sentence.text, tokens, blanks: sentence.blanks });
    const escaped = escapeMarks(sentence.text, true, true);
    return [sentence, again.length, readMarks(escaped).marks.length];
  },
});
