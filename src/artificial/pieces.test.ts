import { beforeAll, describe, expect, it } from 'vitest';
import { ROOMY } from '../config/experiments';
import { PAPERS } from '../config/papers';
import { SWEEPABLE } from '../config/sweeps';
import { BEGINS_WORD } from '../dataset/encodedText';
import { prepareText } from '../dataset/prepare';
import { allTokens } from '../dataset/testTokens';
import type { TrainableModel } from '../engine/engine';
import { languages } from '../grammar/languages';
import { writeSentences } from '../grammar/write';
import { MASK_ID } from '../tokenizer/vocabulary';
import { sitExam } from '../train/exam';
import { type Language, makeLanguage } from './language';
import { makePieces } from './pieces';

const WANTED = 64;
let words: Language;
let pieces: Language;
beforeAll(async () => {
  const grammar = await languages[0]!.load();
  words = await makeLanguage({ grammar, sentences: 500, seed: 1, sequenceLength: 24 });
  pieces = await makePieces(words, WANTED);
});

it('cuts words into pieces, a sentence a window, and holds out the same sentences', () => {
  const { encoded, units, heldOut } = pieces.dataset;
  expect(pieces.vocabSize).toBe(WANTED);
  const count = allTokens(encoded).marks.reduce((sum, mark) => sum + (mark & BEGINS_WORD), 0);
  expect(count).toBe(allTokens(words.dataset.encoded).ids.length);
  expect(allTokens(encoded).ids.length / count).toBeGreaterThan(1.3);
  expect(units.count).toBe(500);
  expect(heldOut).toEqual(words.dataset.heldOut);
  const labelled = (language: Language) =>
    language.labels.map((own) => own.filter((label) => label.size > 0));
  expect(labelled(pieces)).toEqual(labelled(words));
  expect(pieces.labels.map((own) => own.length)).toEqual(
    Array.from(
      pieces.labels,
      (_, s) => encoded.sentenceStarts.at(s + 1)! - encoded.sentenceStarts.at(s)!,
    ),
  );
});

it('asks for the same words, each whole', async () => {
  const { exam } = pieces;
  const wordOf = exam.wordOf!;
  expect(exam.blanks).toBe(words.exam.blanks);
  expect(new Set(wordOf).size).toBe(words.exam.blanks);
  let m = 0;
  const asked = new Map<number, number[]>();
  for (const { inputIds, positions, labels } of exam.batches) {
    for (const [i, at] of positions.entries()) {
      expect(inputIds[at]).toBe(MASK_ID);
      const own = asked.get(wordOf[m]!) ?? [];
      own.push(labels[i]!);
      asked.set(wordOf[m++]!, own);
    }
  }
  expect(m).toBe(wordOf.length);
  // Joined, the pieces are the words that the language's own exam asks for, in its order.
  const settings = { vocabSize: WANTED, doLowerCase: false, minFrequency: 1 };
  const { vocabulary } = await prepareText(writeSentences(words.sentences), settings);
  const spelled = [...asked.values()].map((own) =>
    own.map((id) => vocabulary.tokens[id]!.replace(/^##(?=.)/, '')).join(''),
  );
  const labels = words.exam.batches.flatMap((batch) => Array.from(batch.labels));
  expect(spelled).toEqual(labels.map((id) => words.summary.tokens[id]));
});

it('scores a word by all its pieces', async () => {
  // Every piece costs 1 nat, and the first of each batch is wrong.
  const model = {
    evaluate: async ({ labels }: { labels: Int32Array }) => ({
      losses: new Float32Array(labels.length).fill(1),
      predictions: labels.map((label, i) => (i === 0 ? label + 1 : label)),
    }),
  } as unknown as TrainableModel;
  const { exam } = pieces;
  const result = await sitExam(model, exam, 'both', 64);
  expect(result.losses.reduce((a, b) => a + b, 0)).toBe(exam.wordOf!.length);
  expect(result.loss).toBeCloseTo(exam.wordOf!.length / exam.blanks);
  expect(result.right.filter((right) => right === 0)).toHaveLength(exam.batches.length);
});

/** Every vocabulary that the page offers for words in pieces. */
const offered = [
  ...SWEEPABLE.vocabSize!.arms.flatMap(({ pieces: size = 0 }) =>
    languages.map(({ id }) => ({ id, size })),
  ),
  ...PAPERS.flatMap(({ language: id, arms }) => arms.map(({ pieces: size = 0 }) => ({ id, size }))),
].filter(({ size }) => size > 0);

describe.each(languages)('$id', ({ id, load }) => {
  const sizes = [...new Set(offered.filter((o) => o.id === id).map(({ size }) => size))];
  let whole: Language;
  beforeAll(async () => {
    whole = await makeLanguage({
      ...{ grammar: await load(), sentences: 400, seed: 1, sequenceLength: 24 },
    });
  });

  it.each(sizes)(
    'is spelled whole by %i pieces, each word short enough to be hidden whole',
    async (size) => {
      const { encoded } = (await makePieces(whole, size)).dataset; // throws at a word that it cannot spell
      const { sentenceStarts } = encoded;
      const { marks } = allTokens(encoded);
      // Else the longest words would never be asked in training.
      for (let s = 0; s + 1 < sentenceStarts.length; s++) {
        let longest = 0;
        let length = 0;
        const own = marks.subarray(sentenceStarts.at(s), sentenceStarts.at(s + 1));
        for (const mark of own) {
          length = mark & BEGINS_WORD ? 1 : length + 1;
          longest = Math.max(longest, length);
        }
        expect(longest).toBeLessThanOrEqual(Math.floor(ROOMY * own.length) + 1);
      }
    },
  );
});
