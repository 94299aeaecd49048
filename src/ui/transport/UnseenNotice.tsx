import { useMemo } from 'react';
import {
  isCurrent,
  isOtherText,
  toldChanges,
  trainedWith,
  unseenChanges,
} from '../../store/playground/selectors';
import { useApp, useAppState } from '../app';
import { UNSEEN_REASON } from '../common/unseen';
import styles from './Transport.module.css';
import { changesInWords, restartWords, unseenReason } from './unseenWords';

/** The results are not of what is set: why, and what can be done about it. */
export function UnseenNotice() {
  const run = useAppState((s) => s.run);
  const settings = useAppState((s) => s.settings);
  const source = useAppState((s) => s.source);
  const auto = useAppState((s) => s.auto);
  // Another text takes the place of the run as soon as it is prepared.
  const isPassing = useAppState((s) => isOtherText(s) && (!isCurrent(s) || !!s.prepared?.cut));
  const isOther = useAppState(isOtherText);
  const changes = useMemo(
    () => toldChanges(unseenChanges({ run, settings, source }), auto),
    [run, settings, source, auto],
  );
  if (!run.loaded || changes.length === 0 || isPassing) return null;
  const trained = trainedWith({ run, settings });
  return (
    <div className={styles.unseen}>
      <p id={UNSEEN_REASON} role="status">
        {unseenReason(changes, trained, isOther ? run.loaded.prepared.source.name : undefined)}
      </p>
      {changes.includes('text') ? <BackToText /> : <RestartOrNot changes={changes} />}
    </div>
  );
}

/** The run rests, and Train begins a fresh one with the text that is shown: the other way is the quiet one. */
function BackToText() {
  const app = useApp();
  return (
    <button
      type="button"
      className={`link ${styles.back}`}
      title="Goes back to the text and settings of this run"
      onClick={() => {
        app.unseen.takeBack();
        // This button goes; the run can go on.
        document.querySelector<HTMLElement>('[data-shortcut="t"]')?.focus({ preventScroll: true });
      }}
    >
      Leave it as it was
    </button>
  );
}

function RestartOrNot({ changes }: { readonly changes: Parameters<typeof changesInWords>[0] }) {
  const app = useApp();
  const settings = useAppState((s) => s.settings);
  const goesOn = useAppState(({ run: { status } }) => status === 'paused' || status === 'running');
  const words = changesInWords(changes, settings);
  return (
    <>
      <button
        type="button"
        className="button small"
        title={words.length > 1 ? words.join(', ') : undefined}
        onClick={app.unseen.restart}
      >
        {restartWords(words)}
      </button>
      <button
        type="button"
        className="button small"
        title="Takes the changes back"
        onClick={app.unseen.continueAsItIs}
      >
        {goesOn ? 'Continue as it is' : 'Leave it as it was'}
      </button>
    </>
  );
}
