import type { Link } from './readLink';
import type { Replay } from './sent/replay';

/** What applying a link would lose: the playground's run, or the three models of the experiments. */
export type Loss = 'run' | 'twins';

export interface LinkState {
  /** What of the last link could not be taken, until it is dismissed */
  readonly complaints: readonly string[];
  /** A link that waits for an answer, as something would be lost */
  readonly asking: { readonly link: Link; readonly loses: readonly Loss[] } | undefined;
  /** The run that the last link repeats, until it is dismissed */
  readonly replay: Replay | undefined;
}

/** The slice of the links. */
export interface LinkSlice {
  readonly link: LinkState;
}

export const newLink = (): LinkSlice => ({
  link: { complaints: [], asking: undefined, replay: undefined },
});
