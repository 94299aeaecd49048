import type { Context } from '../config/settings';
import { createOracle, type OracleOptions } from './oracle';
import type { TokenAutomaton } from './tokenAutomaton';

/**
 * Exact answers for windows as a model sees them, [CLS] words [SEP], with blanks that a person chose (so where
 * they are tells nothing).
 */
export function createTruth(automaton: TokenAutomaton, options: OracleOptions = {}) {
  const oracle = createOracle(automaton, options);
  return {
    /**
     * The exact probabilities [V] at each of the asked places. Undefined where the language has no such
     * sentence.
     *
     * @param inputIds [CLS] and [SEP] included, no padding; what is hidden is [MASK]
     * @param asked places in `inputIds`, ascending
     */
    posterior(
      inputIds: ArrayLike<number>,
      asked: readonly number[],
      context: Context,
    ): Float64Array[] | undefined {
      const ids = Array.from(inputIds).slice(1, -1);
      const inside = asked.map((place) => place - 1);
      if (inside.some((i) => !(i >= 0 && i < ids.length))) return undefined;
      return oracle.posteriors({ ids, asked: inside }, context)?.map((posterior) => {
        const dense = new Float64Array(automaton.vocabSize);
        posterior.ids.forEach((id, i) => {
          dense[id] = posterior.probabilities[i]!;
        });
        return dense;
      });
    },
  };
}
