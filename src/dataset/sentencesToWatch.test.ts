import { expect, it } from 'vitest';
import { UNK_ID } from '../tokenizer/vocabulary';
import { plainTokens } from './encodedText';
import { chooseSentencesToWatch } from './sentencesToWatch';

/** Sentences of so many tokens of one id; the first number is 1 where it is held out. */
function choose(
  sentences: readonly (readonly [0 | 1, number, number])[],
  most = 9,
  sequenceLength = 32,
) {
  const ids = Uint16Array.from(
    sentences.flatMap(([, length, id]) => new Array<number>(length).fill(id)),
  );
  const counts = new Uint32Array(10);
  for (const id of ids) counts[id]!++;
  let at = 0;
  const sentenceStarts = Uint32Array.from([0, ...sentences.map(([, length]) => (at += length))]);
  const heldOut = Uint8Array.from(sentences, ([held]) => held);
  const encoded = {
    ...{ counts, sentenceStarts },
    tokens: plainTokens({ ids, marks: new Uint8Array(ids.length) }),
    groups: new Uint32Array(sentences.length),
  };
  return chooseSentencesToWatch({ encoded, heldOut, sequenceLength }, most);
}

it('chooses held-out sentences that are short and wholly known', () => {
  expect(
    choose([
      [0, 10, 5], // trained on
      [1, 7, 5], // too short
      [1, 8, 5],
      [1, 18, 5],
      [1, 19, 5], // too long to read at a glance
      [1, 10, UNK_ID],
    ]),
  ).toEqual([2, 3]);
});

it('takes the typical first, and no more than asked for', () => {
  const sentences = [
    [1, 10, 5],
    [1, 8, 6],
    [1, 10, 7],
    [0, 40, 7],
    [0, 30, 6],
    [1, 8, 6],
  ] as const;
  expect(choose(sentences)).toEqual([2, 1, 5, 0]); // counts 50, 46 twice, 10
  expect(choose(sentences, 2)).toEqual([2, 1]);
});

it('asks for less where there is nothing better', () => {
  expect(
    choose([
      [0, 10, 5],
      [1, 20, 5],
      [1, 10, UNK_ID],
    ]),
  ).toEqual([1]); // held out and known
  expect(
    choose([
      [0, 10, 5],
      [1, 10, UNK_ID],
      [0, 31, 5],
    ]),
  ).toEqual([0]); // known, and fits
  expect(
    choose([
      [0, 30, UNK_ID],
      [1, 31, 5],
      [1, 0, 5],
    ]),
  ).toEqual([0]); // fits
  expect(
    choose([
      [0, 31, 5],
      [1, 31, 5],
    ]),
  ).toEqual([]);
});
