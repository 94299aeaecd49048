import type { Context } from '../config/settings';

/** A language whose best guess is known exactly, in the tokens of a vocabulary. */
export interface Truth {
  /**
   * The exact probabilities [V] at each of the asked places, given just what a model of this context sees, positions
   * and [SEP] included. Undefined where the language has no such sentence.
   *
   * @param inputIds [length], [CLS] and [SEP] included; what is hidden is [MASK]
   */
  posterior(
    inputIds: ArrayLike<number>,
    asked: readonly number[],
    context: Context,
  ): readonly Float64Array[] | undefined;
}
