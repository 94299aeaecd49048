import { FIRST_PIECE_ID } from '../tokenizer/vocabulary';

/** How tokens are made blanks, as far as it bears on what can be known; see masking/collate.ts. */
export interface Corruption {
  /** Share of the tokens that are asked */
  readonly mlmProbability: number;
  /** Of these, the share that becomes [MASK], and the share that becomes another token; the rest is kept. */
  readonly maskReplaceProb: number;
  readonly randomReplaceProb: number;
  readonly randomByFrequency: boolean;
}

/** All hidden, as in the exam (train/exam.ts). */
export const ALL_HIDDEN: Corruption = {
  mlmProbability: 0.15,
  maskReplaceProb: 1,
  randomReplaceProb: 0,
  randomByFrequency: false,
};

/** The likelihood of a visible token o given the true token w: `same` if o = w, plus `other(o)`. */
export interface Likelihood {
  readonly same: number;
  /** [V]; undefined where a visible token is never another */
  readonly other: Float64Array | undefined;
}

export interface Likelihoods {
  /** Of a token of which it is not known whether it was drawn */
  readonly seen: Likelihood;
  /** Of a token that is asked, so was drawn */
  readonly asked: Likelihood;
}

/** [V] What swapped-in tokens are drawn from: all pieces alike, or by how often each stands in the text. */
function replacements(
  vocabSize: number,
  byFrequency: boolean,
  counts: ArrayLike<number>,
): Float64Array {
  const q = new Float64Array(vocabSize);
  let sum = 0;
  for (let id = FIRST_PIECE_ID; id < vocabSize; id++) {
    q[id] = byFrequency ? (counts[id] ?? 0) : 1;
    sum += q[id]!;
  }
  if (!(sum > 0)) throw new Error(`replacements: none of ${vocabSize} tokens stands in the text`);
  return q.map((share) => share / sum);
}

/**
 * What a visible token says (Devlin et al. 2019, section 3.1): P(o | w) = (1 - p) [o = w] + p (keep [o = w] +
 * swap q(o)), and keep [o = w] + swap q(o) where it is asked. The model is scored only at blanks, so a blank is
 * known to have been drawn. Of the other visible tokens the model cannot see which were.
 *
 * @param counts [V] how often each token stands in the text; used by frequency only.
 */
export function likelihoods(
  corruption: Corruption,
  vocabSize: number,
  counts: ArrayLike<number> = [],
): Likelihoods {
  const { mlmProbability: p, maskReplaceProb, randomReplaceProb: swap } = corruption;
  const keep = Math.max(0, 1 - maskReplaceProb - swap);
  if (swap === 0 || p === 0) {
    const certain = { same: 1, other: undefined };
    return { seen: certain, asked: certain };
  }
  const q = replacements(vocabSize, corruption.randomByFrequency, counts);
  return {
    seen: { same: 1 - p + p * keep, other: q.map((share) => p * swap * share) },
    asked: { same: keep, other: q.map((share) => swap * share) },
  };
}
