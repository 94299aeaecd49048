import { expect, it } from 'vitest';
import { appendWords } from './appendWords';
import { SPECIAL_TOKENS, type Vocabulary } from './vocabulary';
import { createEncoder } from './wordPiece';

const vocabulary: Vocabulary = {
  tokens: [...SPECIAL_TOKENS, 'b', '##e', '##s', 'the', 'bee'],
  doLowerCase: true,
  stripAccents: false,
};

function appended(counts: Record<string, number>, vocabSize = 100, minFrequency?: number) {
  const options = { vocabSize, ...(minFrequency !== undefined && { minFrequency }) };
  const steps = appendWords(vocabulary, new Map(Object.entries(counts)), options);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value.slice(vocabulary.tokens.length);
}

it('appends the words that would be cut or unknown, the most frequent first', () => {
  expect(appended({ the: 9, bees: 2, zoo: 3, bee: 5, axe: 2 })).toEqual(['zoo', 'axe', 'bees']);
});

it('keeps to the size and the least frequency', () => {
  const counts = { bees: 2, zoo: 3, axe: 1 };
  expect(appended(counts, vocabulary.tokens.length + 1)).toEqual(['zoo']);
  expect(appended(counts, 3)).toEqual([]);
  expect(appended(counts, 100, 2)).toEqual(['zoo', 'bees']);
});

it('appends no word that the encoder would still not know', () => {
  expect(appended({ ['z'.repeat(101)]: 5, '': 4 })).toEqual([]);
});

it('makes one token of each appended word', () => {
  const tokens = [...vocabulary.tokens, ...appended({ bees: 1, zoo: 1 })];
  const encoder = createEncoder({ ...vocabulary, tokens });
  expect(encoder.encodeWord('Bees').ids).toEqual([tokens.indexOf('bees')]);
  expect(encoder.encodeWord('zoo').ids).toEqual([tokens.indexOf('zoo')]);
  // The old tokens still spell what they did.
  expect(encoder.encodeWord('bee').ids).toEqual([tokens.indexOf('bee')]);
});
