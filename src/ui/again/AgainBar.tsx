import { unseenChanges } from '../../store/playground/selectors';
import { useApp, useAppState } from '../app';
import { ShowCodeButton } from '../takeaway/ShowCodeButton';
import { TakeAwayButton } from '../takeaway/TakeAwayButton';
import styles from './AgainBar.module.css';
import { AgainMenu } from './AgainMenu';
import { focusAgain } from './againFocus';
import { useEarlier } from './useEarlier';
import { useIsOtherExam } from './useIsOtherExam';

/** A second run waits for the first: what for, and how to call it off. */
function Waiting() {
  const app = useApp();
  const once = useAppState((s) => s.again.next?.once);
  if (once === undefined) return null;
  return (
    <p className={styles.words} role="status">
      {once === 'kept'
        ? 'Putting this run aside …'
        : 'Once this run has taken all its steps, the second one begins.'}{' '}
      {once === 'done' && (
        <button
          type="button"
          className="button small"
          onClick={() => {
            app.again.cancelNext();
            focusAgain();
          }}
        >
          Only this one
        </button>
      )}
    </p>
  );
}

/** What can be done with a run: train a second one with a change, take it away; and, with two, what becomes of the first. */
export default function AgainBar() {
  const app = useApp();
  const hasSteps = useAppState((s) => s.run.step > 0);
  const canBegin = useAppState((s) => s.run.step > 0 && s.run.facts !== undefined);
  const isOtherText = useAppState((s) => unseenChanges(s).includes('text'));
  const waits = useAppState((s) => s.again.next !== undefined);
  const keeping = useAppState(({ library, run }) => library.keeping === run.runId);
  const compared = useEarlier();
  const isOther = useIsOtherExam(compared?.run);
  return (
    <div className={styles.bar}>
      {compared && isOther && (
        <p className={styles.words}>
          The run before, {compared.earlier}, is not compared with this one: it sat another exam. A
          change to the vocabulary, or to how the text is cut, changes the questions.
        </p>
      )}
      <Waiting />
      {(hasSteps || compared || waits) && !isOtherText && <AgainMenu />}
      {canBegin && <TakeAwayButton className="button small" subject={app.library.take} />}
      {canBegin && <ShowCodeButton />}
      {compared && (
        <>
          <button
            type="button"
            className="button small"
            disabled={!canBegin || keeping || waits}
            title={`The model at hand is then that of the earlier run, ${compared.earlier}`}
            onClick={() => {
              app.again.backToEarlier();
              focusAgain();
            }}
          >
            Go back to the earlier run
          </button>
          <button
            type="button"
            className="button small"
            disabled={!canBegin || keeping}
            title="Keeps the earlier run and this one in the Library"
            onClick={() => void app.again.keepBoth()}
          >
            Keep both
          </button>
          <button
            type="button"
            className="button small"
            title={`Removes the earlier run, ${compared.earlier}, from the comparison`}
            onClick={() => {
              app.again.drop();
              focusAgain();
            }}
          >
            Drop it
          </button>
        </>
      )}
    </div>
  );
}
