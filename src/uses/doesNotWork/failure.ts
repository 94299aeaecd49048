import type { Desk, Sitting, World } from '../use';

/** Something that was tried as the uses were, and does not work at this size. Its figures are shown, nothing is shipped. */
export interface Failure {
  readonly world: World;
  /** Measures, with a note that says what was asked and why it fails */
  exam(desk: Desk): Promise<readonly Sitting[]>;
}
