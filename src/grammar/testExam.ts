import { key, uniforms } from '../base/random';
import { collate } from '../masking/collate';
import type { MaskingSettings } from '../masking/settings';
import { framed, framedLength } from '../tokenizer/framing';
import { FIRST_PIECE_ID, MASK_ID } from '../tokenizer/vocabulary';
import { type Automaton, END } from './automaton';
import { createSampler } from './sample';
import { overTokens } from './tokenAutomaton';

/** Word w is token 5 + w. */
export const testTokens = (automaton: Automaton) =>
  overTokens(
    automaton,
    automaton.words.map((_, w) => FIRST_PIECE_ID + w),
    FIRST_PIECE_ID + automaton.words.length,
  );

/** 15 % of the tokens, all hidden: as in train/exam.ts. */
export const EXAM_MASKING: MaskingSettings = {
  mlmProbability: 0.15,
  maskReplaceProb: 1,
  randomReplaceProb: 0,
  maskStrategy: 'token',
  randomByFrequency: false,
};

/** Masks as `collate` does, but each word is drawn independently of the others. */
function collateIndependently(
  ids: Int32Array,
  masking: MaskingSettings,
  vocabSize: number,
  k: number,
) {
  const next = uniforms(k);
  const labels = ids.map((id) => (next() < masking.mlmProbability ? id : -100));
  const inputIds = ids.map((id, i) => {
    const [u, piece] = [next(), FIRST_PIECE_ID + Math.floor(next() * (vocabSize - FIRST_PIECE_ID))];
    if (labels[i] === -100) return id;
    if (u < masking.maskReplaceProb) return MASK_ID;
    return u < masking.maskReplaceProb + masking.randomReplaceProb ? piece : id;
  });
  return { inputIds, labels };
}

/** One sentence a window, masked as the trainer does, until there are so many blanks. */
export function testExam(
  automaton: Automaton,
  blanks: number,
  { seed = 1, masking = EXAM_MASKING, independent = false } = {},
) {
  const sampler = createSampler(automaton, seed);
  const idOf = new Map(automaton.words.map((word, w) => [word, FIRST_PIECE_ID + w]));
  const batches = [];
  for (let i = 0, asked = 0; asked < blanks; i++) {
    const ids = Int32Array.from(sampler.sentence(i).words, (word) => idOf.get(word)!);
    const wordIds = ids.map((_, n) => n);
    const [k, vocabSize] = [key(seed, i), FIRST_PIECE_ID + automaton.words.length];
    const { inputIds, labels } = independent
      ? collateIndependently(ids, masking, vocabSize, k)
      : collate(
          { ids, wordIds, phraseIds: wordIds },
          { settings: masking, vocabSize, counts: [], key: k },
        );
    const positions = Array.from(labels.keys()).filter((n) => labels[n]! >= 0);
    batches.push({
      batchSize: 1,
      sequenceLength: framedLength(ids.length),
      inputIds: framed(inputIds),
      attentionMask: Array.from({ length: framedLength(ids.length) }, () => 1),
      positions: positions.map((n) => n + 1),
      labels: positions.map((n) => labels[n]!),
    });
    asked += positions.length;
  }
  return batches;
}

/** [W] How often each word stands in a sentence, in the mean. */
export function expectedCounts({ rows, words, longest }: Automaton): Float64Array {
  const counts = new Float64Array(words.length);
  let mass = new Float64Array(rows.length);
  mass[0] = 1;
  for (let n = 0; n < Math.min(longest, 100); n++) {
    const next = new Float64Array(rows.length);
    rows.forEach((row, s) => {
      for (const { word, to, probability } of row) {
        if (word === END) continue;
        counts[word]! += mass[s]! * probability;
        next[to]! += mass[s]! * probability;
      }
    });
    mass = next;
  }
  return counts;
}
