import type { Context } from '../../config/settings';
import { earlierOf } from '../../store/playground/again/selectors';
import { presentExam, unseenChanges } from '../../store/playground/selectors';
import type { RunData } from '../../store/playground/state';
import { focusAgain } from '../again/againFocus';
import { useApp, useAppState } from '../app';
import styles from './MeasuredWith.module.css';

const SIDES: Readonly<Record<Context, string>> = {
  both: 'both sides',
  left: 'before only',
  right: 'after only',
};

/**
 * Says so where the exam was sat with another context than the one that is chosen now: the guesses follow the switch at
 * once, the figures do not. A model trained with one context is no measure of another, so it offers to train one.
 */
export default function MeasuredWith({ run }: { readonly run: RunData }) {
  const app = useApp();
  const context = useAppState((s) => s.settings.context);
  const isOther = useAppState((s) => unseenChanges(s).includes('text'));
  const waits = useAppState((s) => s.again.next !== undefined);
  // A further run is compared with the earlier one, so it has to differ from that.
  const trained = useAppState((s) => earlierOf(s)?.saved.settings.context);
  const measured = presentExam(run)?.context;
  if (run.status === 'running' || run.step === 0 || isOther || waits) return null;
  if (measured === undefined || measured === context) return null;
  return (
    <div className={styles.measured}>
      <p role="status">
        These figures were measured with {SIDES[measured]}. The guesses are now made with{' '}
        {SIDES[context]}, which this model was not trained for.
      </p>
      {context !== trained && (
        <button
          type="button"
          className="button small"
          onClick={() => {
            app.again.with({ context });
            focusAgain();
          }}
        >
          Train again with {SIDES[context]}, and compare
        </button>
      )}
    </div>
  );
}
