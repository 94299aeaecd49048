import { pendingChanges } from '../../store/playground/selectors';
import { useAppState } from '../app';

/** Id of the sentence that says why the results are dimmed. */
export const UNSEEN_REASON = 'unseen-reason';

/** Whether what is shown of the model is of another text or other settings than those that are set, and so is dimmed. */
export const useIsStale = (): boolean =>
  useAppState(
    (s) => (s.run.step > 0 || s.run.status === 'running') && pendingChanges(s).length > 0,
  );

/** For a section with such results: points to the reason. */
export const useStaleProps = () =>
  useIsStale() ? { 'aria-describedby': UNSEEN_REASON, 'data-stale': true } : {};
