import { key as foldKey, uniformAt } from '../base/random';
import { indexAtShare } from '../base/search';
import { FIRST_PIECE_ID, MASK_ID } from '../tokenizer/vocabulary';
import type { CollateOptions } from './settings';
import { chooseBlanks } from './strategies';
import type { MaskingWindow } from './window';

/** What becomes of a token; the code is the index. 'keep' is asked and left as it is. */
export const FATES = ['none', 'mask', 'random', 'keep'] as const;
export type Fate = (typeof FATES)[number];
const MASK = FATES.indexOf('mask');
const RANDOM = FATES.indexOf('random');
const KEEP = FATES.indexOf('keep');

/** The label of a token that is not asked, as PyTorch's cross entropy ignores it. */
export const NOT_ASKED = -100;

export interface Collated {
  /** [N] what the model sees. */
  readonly inputIds: Int32Array<ArrayBuffer>;
  /** [N] the original id where asked, else -100. */
  readonly labels: Int32Array<ArrayBuffer>;
  /** [N] codes of `FATES`. */
  readonly fates: Uint8Array<ArrayBuffer>;
}

// Independent streams under the one key; `strategies.ts` has those below 16.
const FATE = 16;
const REPLACEMENT = 17;

/** Two shares typed as decimals may add up to slightly more than one. */
const SLACK = 1e-9;

function checkOptions({ ids }: MaskingWindow, { settings, vocabSize }: CollateOptions): void {
  for (const name of ['mlmProbability', 'maskReplaceProb', 'randomReplaceProb'] as const) {
    const value = settings[name];
    if (!(value >= 0 && value <= 1)) throw new Error(`collate: ${name} ${value} is not in [0, 1]`);
  }
  const { maskReplaceProb, randomReplaceProb } = settings;
  if (maskReplaceProb + randomReplaceProb > 1 + SLACK) {
    throw new Error(
      `collate: maskReplaceProb ${maskReplaceProb} and randomReplaceProb ${randomReplaceProb}` +
        ' add up to more than 1',
    );
  }
  // Where every word is too long or too rare, the special tokens are all there is, and nothing is asked.
  if (!(Number.isInteger(vocabSize) && vocabSize >= FIRST_PIECE_ID)) {
    throw new Error(`collate: vocabSize ${vocabSize} does not hold the special tokens`);
  }
  const stranger = ids.findIndex((id) => id < 0 || id >= vocabSize);
  if (stranger >= 0) {
    throw new Error(`collate: id ${ids[stranger]} at ${stranger} is not in [0, ${vocabSize})`);
  }
}

/**
 * Draws the blanks of one window and decides what the model sees there (Devlin et al. 2019, section 3.1;
 * `create_pretraining_data.py`). The settings' strategy draws the blanks. Each drawn token
 * becomes [MASK], another piece (possibly itself), or stays; with spans all tokens of a span alike, as in
 * SpanBERT (Joshi et al. 2020).
 *
 * Candidates are all tokens but the special ones; [UNK] is special too, as there is nothing to be
 * learned from guessing it.
 *
 * @param window not changed.
 * @throws on settings out of range and on ids outside the vocabulary.
 */
export function collate(window: MaskingWindow, options: CollateOptions): Collated {
  checkOptions(window, options);
  const { settings, vocabSize, key } = options;
  const { maskReplaceProb, randomReplaceProb } = settings;
  const inputIds = Int32Array.from(window.ids);
  const labels = new Int32Array(inputIds.length).fill(NOT_ASKED);
  const fates = new Uint8Array(inputIds.length);
  const fateKey = foldKey(key, FATE);
  const replacementKey = foldKey(key, REPLACEMENT);
  chooseBlanks(window, options).forEach(({ position, span }, d) => {
    labels[position] = inputIds[position]!;
    const u = uniformAt(fateKey, span);
    if (u < maskReplaceProb) {
      fates[position] = MASK;
      inputIds[position] = MASK_ID;
    } else if (u < maskReplaceProb + randomReplaceProb) {
      fates[position] = RANDOM;
      inputIds[position] = replacement(uniformAt(replacementKey, d), options);
    } else {
      fates[position] = KEEP;
    }
  });
  return { inputIds, labels, fates };

  function replacement(u: number, { counts }: CollateOptions): number {
    if (settings.randomByFrequency) return byFrequency(u, counts, vocabSize);
    return FIRST_PIECE_ID + Math.floor(u * (vocabSize - FIRST_PIECE_ID));
  }
}

const sums = new WeakMap<object, Float64Array>();

/** The piece at share u of all occurrences; pieces that stand nowhere are never drawn. */
function byFrequency(u: number, counts: ArrayLike<number>, vocabSize: number): number {
  let cumulative = sums.get(counts);
  if (!cumulative) {
    cumulative = new Float64Array(vocabSize - FIRST_PIECE_ID);
    let sum = 0;
    for (let i = 0; i < cumulative.length; i++) {
      sum += counts[FIRST_PIECE_ID + i] ?? 0;
      cumulative[i] = sum;
    }
    sums.set(counts, cumulative);
  }
  return FIRST_PIECE_ID + indexAtShare(cumulative, u);
}
