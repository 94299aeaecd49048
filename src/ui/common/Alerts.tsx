import { lazy, Suspense } from 'react';
import { useApp, useAppState } from '../app';
import { Note, ProblemWords } from './Note';

/** Only where a run is back, or something happened to it. */
const ReturnNotes = lazy(() => import('../checkpoint/ReturnNotes'));

/** What there is to know, until it is dismissed. */
export function Notice() {
  const app = useApp();
  const notice = useAppState((s) => s.notice);
  if (!notice) return null;
  return (
    <Note place="page" role="status" onDismiss={app.dismissNotice}>
      <p>{notice}</p>
    </Note>
  );
}

/** Everything that went wrong and has not been dismissed. */
export function Alerts() {
  const app = useApp();
  const textProblem = useAppState((s) => s.textProblem);
  const runProblem = useAppState((s) => s.run.problem);
  const hasReturned = useAppState(
    ({ checkpoint: { back, other, told, refusal } }) =>
      (back ?? other ?? told ?? refusal) !== undefined,
  );
  return (
    <>
      {textProblem && (
        <Note place="page" role="alert" onDismiss={app.text.dismissProblem}>
          <p>
            <ProblemWords problem={textProblem} />
          </p>
        </Note>
      )}
      {runProblem && (
        <Note place="page" role="alert" onDismiss={app.run.dismissProblem}>
          <p>
            <ProblemWords problem={runProblem} />
          </p>
        </Note>
      )}
      <Suspense>{hasReturned && <ReturnNotes />}</Suspense>
      <Notice />
    </>
  );
}
