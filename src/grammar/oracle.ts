import type { Context } from '../config/settings';
import { MASK_ID } from '../tokenizer/vocabulary';
import type { Likelihood, Likelihoods } from './corruption';
import { createPasses, type Pass, type Weights } from './passes';
import type { TokenAutomaton } from './tokenAutomaton';

/** What is shown of one sentence of N words, which stand at the model's positions 1 to N. */
export interface Shown {
  /** [N] token ids; `MASK_ID` where hidden */
  readonly ids: ArrayLike<number>;
  /** [M] 0-based numbers of the words that are asked, ascending; a word that is hidden need not be */
  readonly asked: ArrayLike<number>;
}

/** A distribution over tokens, the possible ones only, by ascending id. */
export interface Posterior {
  readonly ids: Uint32Array;
  readonly probabilities: Float64Array;
}

/**
 * What the draw of blanks tells of a sentence's length to who has not seen its end: the likelihood, up to a
 * factor, of `asked` blanks among the first `seen` words where there are `length` words; see draws.ts.
 */
export type LengthLikelihood = (length: number, seen: number, asked: number) => number;

export interface OracleOptions {
  /** What visible tokens say; they are certain if left out */
  readonly likelihoods?: Likelihoods;
  readonly lengthLikelihood?: LengthLikelihood | undefined;
}

const CERTAIN: Likelihood = { same: 1, other: undefined };

/**
 * Exact answers: the distribution of each asked word given exactly what the model sees, by the
 * forward-backward algorithm (Baum et al. 1970; Rabiner 1989, section III).
 *
 * Sees from 'left': the words up to its own, but not how many follow. From 'right': its own position (so how
 * many words stand to the left, but none of them), and all to its right up to the end. From 'both': all. Other
 * blanks are words not seen. One sentence a window: [CLS], words, [SEP].
 */
export function createOracle(automaton: TokenAutomaton, options: OracleOptions = {}) {
  const { likelihoods = { seen: CERTAIN, asked: CERTAIN }, lengthLikelihood } = options;
  const passes = createPasses(automaton);
  const { starts, to, ids: arcIds, probabilities } = automaton;
  const mass = new Float64Array(automaton.vocabSize);

  /** The weights that what is shown of word i gives to each token that it could be. */
  const weightsOf = (id: number, likelihood: Likelihood): Weights =>
    id === MASK_ID ? undefined : { id, ...likelihood };

  /** Sums, by token, over the arcs that word i may be. */
  const posteriorAt = (before: Pass, weights: Weights, after?: Float64Array) => {
    const touched: number[] = [];
    let sum = 0;
    for (const s of before.states) {
      const reached = before.mass[s]!;
      for (let a = starts[s]!; a < starts[s + 1]!; a++) {
        const id = arcIds[a]!;
        const likelihood = weights ? passes.likelihood(weights, id) : 1;
        const p = reached * probabilities[a]! * likelihood * (after ? after[to[a]!]! : 1);
        if (!(p > 0)) continue;
        if (mass[id] === 0) touched.push(id);
        mass[id]! += p;
        sum += p;
      }
    }
    const ids = Uint32Array.from(touched).sort();
    const shares = Float64Array.from(ids, (id) => mass[id]! / sum);
    for (const id of ids) mass[id] = 0;
    return { ids, probabilities: shares };
  };

  return {
    /**
     * The posterior of each asked word, in order: [M]; undefined where no sentence of the language could be
     * shown so.
     */
    posteriors({ ids, asked }: Shown, context: Context): Posterior[] | undefined {
      const N = ids.length;
      const seen = Array.from({ length: N }, (_, i) => weightsOf(ids[i]!, likelihoods.seen));
      const forward = context === 'right' ? undefined : passes.forward(seen);
      const backward = context === 'left' ? undefined : passes.backward(seen);
      let hidden = 0;
      let upTo = 0;
      const found = Array.from(asked, (i) => {
        for (; upTo <= i; upTo++) if (ids[upTo] === MASK_ID) hidden++;
        const before = forward ? forward[i]! : passes.prior(i);
        const weights = weightsOf(ids[i]!, likelihoods.asked);
        const [words, blanks] = [i + 1, hidden];
        // From the left, all that may follow has mass 1, but for what the draw tells of its length.
        const after = backward
          ? backward[words]!.mass
          : lengthLikelihood &&
            passes.expectation((left) => lengthLikelihood(words + left, words, blanks));
        return posteriorAt(before, weights, after);
      });
      return found.every((posterior) => posterior.ids.length > 0) ? found : undefined;
    },
  };
}

export type Oracle = ReturnType<typeof createOracle>;
