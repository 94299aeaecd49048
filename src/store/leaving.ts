import type { CheckpointSlice } from './checkpoint/state';
import type { LibrarySlice } from './library/state';
import { isUnkept } from './playground/selectors';
import type { PlaygroundState } from './playground/state';

/**
 * Whether something is lost with the page: a run that neither saves itself nor is kept, one that the Library holds in memory
 * only, or a text that was pasted and is not written yet.
 */
export const losesOnLeaving = (
  state: Pick<PlaygroundState, 'run' | 'opening'> & CheckpointSlice & LibrarySlice,
): boolean =>
  (isUnkept(state) && state.checkpoint.isUnsaved) ||
  state.library.held.size > 0 ||
  state.opening?.isPasted === true;
