import { key as foldKey, uniformAt } from '../base/random';
import { FIRST_PIECE_ID, MASK_ID } from '../text/types';

/** What becomes of a token; the code is the index. 'keep' is asked and left as it is. */
export const FATES = ['none', 'mask', 'random', 'keep'] as const;
export type Fate = (typeof FATES)[number];

const MASK = FATES.indexOf('mask');
const RANDOM = FATES.indexOf('random');
const KEEP = FATES.indexOf('keep');

/** The label of a token that is not asked, as PyTorch's cross entropy ignores it. */
export const NOT_ASKED = -100;

export interface MaskingSettings {
  /** Share of the tokens that are asked. */
  readonly mlmProbability: number;
  /** Of these, the share that becomes [MASK] ... */
  readonly maskReplaceProb: number;
  /** ... and the share that becomes another token; the rest is kept. */
  readonly randomReplaceProb: number;
}

export interface CollateOptions {
  readonly settings: MaskingSettings;
  readonly vocabSize: number;
  /** From `key(...)` of base/random: equal keys give equal masks. */
  readonly key: number;
}

export interface Collated {
  /** [N] what the model sees. */
  readonly inputIds: Int32Array<ArrayBuffer>;
  /** [N] the original id where asked, else -100. */
  readonly labels: Int32Array<ArrayBuffer>;
  /** [N] codes of `FATES`. */
  readonly fates: Uint8Array<ArrayBuffer>;
}

// Independent streams under the one key.
const COUNT = 0;
const ORDER = 1;
const FATE = 2;
const REPLACEMENT = 3;

/** Two shares typed as decimals may add up to slightly more than one. */
const SLACK = 1e-9;

function checkOptions(settings: MaskingSettings, vocabSize: number): void {
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
  if (!(Number.isInteger(vocabSize) && vocabSize > FIRST_PIECE_ID)) {
    throw new Error(`collate: vocabSize ${vocabSize} leaves no piece beside the special tokens`);
  }
}

/**
 * Draws the blanks of one unit of text and decides what the model sees there: BERT's masking
 * (Devlin et al. 2019, section 3.1; `create_pretraining_data.py`), token by token.
 *
 * Candidates are all tokens but the special ones; [UNK] is special too, as there is nothing to be
 * learned from guessing it. Of n candidates, floor(n p + u) are drawn without replacement, with one
 * uniform u, so that the expected share is exactly p; but at least one if there is any. Each drawn
 * token becomes [MASK], a uniformly drawn piece (possibly itself), or stays.
 *
 * @param inputIds [N], not changed.
 * @throws on settings out of range and on ids outside the vocabulary.
 */
export function collate(inputIds: Int32Array, options: CollateOptions): Collated {
  const { settings, vocabSize, key } = options;
  checkOptions(settings, vocabSize);
  const seen = Int32Array.from(inputIds);
  const labels = new Int32Array(seen.length).fill(NOT_ASKED);
  const fates = new Uint8Array(seen.length);

  const candidates = new Uint32Array(seen.length);
  let n = 0;
  for (let i = 0; i < seen.length; i++) {
    const id = seen[i]!;
    if (id < 0 || id >= vocabSize) {
      throw new Error(`collate: id ${id} at ${i} is not in [0, ${vocabSize})`);
    }
    if (id >= FIRST_PIECE_ID) candidates[n++] = i;
  }
  if (n === 0) return { inputIds: seen, labels, fates };

  const rounded = Math.floor(n * settings.mlmProbability + uniformAt(foldKey(key, COUNT), 0));
  const drawn = Math.min(n, Math.max(1, rounded));
  const orderKey = foldKey(key, ORDER);
  const fateKey = foldKey(key, FATE);
  const replacementKey = foldKey(key, REPLACEMENT);
  for (let d = 0; d < drawn; d++) {
    // The first `drawn` steps of a Fisher-Yates shuffle.
    const other = d + Math.floor(uniformAt(orderKey, d) * (n - d));
    const position = candidates[other]!;
    candidates[other] = candidates[d]!;

    labels[position] = seen[position]!;
    const u = uniformAt(fateKey, d);
    if (u < settings.maskReplaceProb) {
      fates[position] = MASK;
      seen[position] = MASK_ID;
    } else if (u < settings.maskReplaceProb + settings.randomReplaceProb) {
      fates[position] = RANDOM;
      const pick = uniformAt(replacementKey, d) * (vocabSize - FIRST_PIECE_ID);
      seen[position] = FIRST_PIECE_ID + Math.floor(pick);
    } else {
      fates[position] = KEEP;
    }
  }
  return { inputIds: seen, labels, fates };
}
