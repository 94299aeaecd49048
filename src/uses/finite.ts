/** Training ended in numbers that are none: the learning rate is too high, say. */
export class NotFiniteError extends Error {
  override name = 'NotFiniteError';
  /** The first step with such a loss, 1 being the first of all */
  readonly step: number;
  constructor(step: number) {
    super(`the loss of step ${step} is not a number`);
    this.step = step;
  }
}

/**
 * The losses of steps `begin` + 1, `begin` + 2, … as they are.
 *
 * @throws {NotFiniteError} where one is not a finite number
 */
export function checkFinite(losses: Float32Array, begin: number): Float32Array {
  const bad = losses.findIndex((loss) => !Number.isFinite(loss));
  if (bad >= 0) throw new NotFiniteError(begin + bad + 1);
  return losses;
}
