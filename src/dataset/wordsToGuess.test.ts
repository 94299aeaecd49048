import { expect, it } from 'vitest';
import { SPECIAL_TOKENS, UNK_ID } from '../tokenizer/vocabulary';
import { BEGINS_WORD, plainTokens } from './encodedText';
import { commonestWord, drawWordsToGuess, wordToGuess } from './wordsToGuess';

const TOKENS = [...SPECIAL_TOKENS, 'sun', 'sea', '##side', '.', '7', 'ink', 'oak'];
const [SUN, SEA, SIDE, DOT, SEVEN, INK, OAK] = [5, 6, 7, 8, 9, 10, 11] as const;

/** Sentences by their ids; those that stand in `held` are held out. */
function draw(
  sentences: readonly (readonly number[])[],
  held: readonly number[],
  k?: number,
  groups = Uint32Array.from(sentences.keys()),
) {
  const ids = Uint16Array.from(sentences.flat());
  const counts = new Uint32Array(TOKENS.length);
  const marks = Uint8Array.from(ids, (id) => (id === SIDE ? 0 : BEGINS_WORD));
  let at = 0;
  const sentenceStarts = Uint32Array.from([0, ...sentences.map((s) => (at += s.length))]);
  const heldOut = Uint8Array.from(sentences, (_, s) => Number(held.includes(s)));
  const encoded = { tokens: plainTokens({ ids, marks }), counts, sentenceStarts, groups };
  return drawWordsToGuess({ encoded, heldOut, sequenceLength: 8 }, TOKENS, 10, k);
}

it('asks words of held-out sentences that the model can read and name, with something around them', () => {
  const asked = draw(
    [
      [SUN, SEA], // trained on
      [SUN, SEA, SIDE, DOT],
      [DOT, SUN, DOT], // nothing else to go by
      [SUN, SEA, INK, OAK, SUN, SEA, INK], // does not fit 8 places with [CLS] and [SEP]
      [UNK_ID, DOT, SEVEN],
      [DOT, SEVEN, INK, DOT],
      [UNK_ID, SUN],
    ],
    [1, 2, 3, 4, 5, 6],
  );
  expect(asked.map(({ sentence }) => sentence).sort()).toEqual([1, 5]);
  for (const { sentence, token } of asked) {
    // never a punctuation mark, nor the middle of a word
    expect(sentence === 1 ? [0, 1] : [1, 2]).toContain(token);
  }
});

it('asks no sentence twice, as few as there are, and the same ones each time', () => {
  const repeated = [SUN, SEA, INK];
  const sentences = [repeated, [OAK, INK], repeated, repeated, [SEVEN, OAK]];
  const asked = draw(sentences, [0, 1, 2, 3, 4]);
  expect(asked).toHaveLength(3);
  expect(draw(sentences, [0, 1, 2, 3, 4])).toEqual(asked);
  const many = Array.from({ length: 300 }, (_, i) => [5 + (i % 7), OAK, 5 + Math.floor(i / 7)]);
  expect(draw(many.slice(0, 42), [...many.keys()])).toHaveLength(10);
});

it('asks what repeats a sentence trained on only where there is nothing else', () => {
  const sentences = [
    [SUN, SEA],
    [SUN, INK],
    [OAK, INK],
    [SUN, SEA, SIDE],
    [SEVEN, SEA],
  ];
  // The third and the fourth are like the first, which is trained on.
  const groups = Uint32Array.of(0, 1, 0, 0, 4);
  for (let k = 0; k < 20; k++) {
    const asked = draw(sentences, [1, 2, 3, 4], k, groups);
    expect(asked.map(({ isRepeated }) => isRepeated)).toEqual([false, false, true, true]);
    expect(
      asked
        .map(({ sentence }) => sentence)
        .slice(2)
        .sort(),
    ).toEqual([2, 3]);
  }
});

it('asks each word as often as any other, over many draws', () => {
  const sentences = [
    [SUN, SEA, INK, DOT],
    [SUN, OAK],
  ];
  const draws = 4000;
  const words = new Map<string, number>();
  for (let k = 0; k < draws; k++) {
    const [first] = draw(sentences, [0, 1], k);
    const name = `${first!.sentence}/${first!.token}`;
    words.set(name, (words.get(name) ?? 0) + 1);
  }
  expect([...words.keys()].sort()).toEqual(['0/0', '0/1', '0/2', '1/0', '1/1']);
  // Each is a fifth of 4000; the standard error is 25, and four of them are 100.
  for (const count of words.values()) expect(Math.abs(count - draws / 5)).toBeLessThan(100);
});

it('hides all pieces of the word', () => {
  const sentence = {
    ...{ index: 3, heldOut: true, text: 'sun seaside.' },
    ids: Int32Array.of(SUN, SEA, SIDE, DOT),
    starts: Uint32Array.of(0, 4, 7, 11),
    ends: Uint32Array.of(3, 7, 11, 12),
    wordIds: Uint32Array.of(0, 1, 1, 2),
  };
  const place = { token: 1, isRepeated: false };
  expect(wordToGuess(sentence, place)).toEqual({ sentence, blanks: [1, 2], isRepeated: false });
});

function commonest(counts: ReadonlyMap<string, number>): string | undefined {
  const steps = commonestWord(counts);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

it('knows the commonest word, which is no punctuation mark', () => {
  const counts = new Map([
    [',', 90],
    ['sea', 7],
    ['the', 41],
    ['of', 41],
  ]);
  expect(commonest(counts)).toBe('the');
  expect(commonest(new Map([['.', 3]]))).toBeUndefined();
});
