import { key as foldKey, uniformAt } from '../base/random';
import { indexAtShare } from '../base/search';
import { FIRST_PIECE_ID, MASK_ID } from '../tokenizer/vocabulary';
import type { CollateOptions } from './settings';
import { chooseBlanks } from './strategies';
import type { MaskingWindow } from './window';

/** What happens to a token; its code is the index. 'keep' means masked, but left as it is: the model is still asked. */
export const FATES = ['none', 'mask', 'random', 'keep'] as const;
export type Fate = (typeof FATES)[number];
const MASK = FATES.indexOf('mask');
const RANDOM = FATES.indexOf('random');
const KEEP = FATES.indexOf('keep');

/** The label of a token that the model is not asked for: PyTorch's cross entropy ignores it. */
export const NOT_ASKED = -100;

export interface Collated {
  /** [N] What the model sees */
  readonly inputIds: Int32Array<ArrayBuffer>;
  /** [N] The original id where the model is asked, else `NOT_ASKED` */
  readonly labels: Int32Array<ArrayBuffer>;
  /** [N] Codes of `FATES` */
  readonly fates: Uint8Array<ArrayBuffer>;
}

// Independent random streams under the window's key; `strategies.ts` uses those below 16.
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
  // A vocabulary of special tokens only is allowed (all words too long or too rare): then nothing is asked.
  if (!(Number.isInteger(vocabSize) && vocabSize >= FIRST_PIECE_ID)) {
    throw new Error(`collate: vocabSize ${vocabSize} does not hold the special tokens`);
  }
  const stranger = ids.findIndex((id) => id < 0 || id >= vocabSize);
  if (stranger >= 0) {
    throw new Error(`collate: id ${ids[stranger]} at ${stranger} is not in [0, ${vocabSize})`);
  }
}

/**
 * Masks one window: chooses tokens by the settings' strategy and decides what the model sees in their place (Devlin
 * et al. 2019, section 3.1; `create_pretraining_data.py`). A chosen token becomes [MASK], becomes another piece
 * (possibly itself), or stays as it is. The tokens of a span share one fate, as in SpanBERT (Joshi et al. 2020).
 *
 * Special tokens are never chosen. [UNK] is one of them, because guessing it teaches nothing.
 *
 * @param window not changed
 * @throws if a setting is out of range or an id is outside the vocabulary
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

/** The piece at share u, 0 to 1, of all occurrences; pieces that never occur are never drawn. */
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
