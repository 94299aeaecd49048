import { useApp, useAppState } from '../app';
import { Note, ProblemWords } from '../common/Note';
import { DeletedNote } from './DeletedNote';
import { ForgottenNote } from './storage/ForgottenNote';

/** What went wrong in the list, and what can be undone. */
export function LibraryNotes() {
  const app = useApp();
  const problem = useAppState((s) => s.library.problem);
  const deleted = useAppState((s) => s.library.deleted);
  return (
    <>
      <ForgottenNote />
      {problem && (
        <Note place="list" role="alert" onDismiss={app.library.dismiss}>
          <p>
            <ProblemWords problem={problem} />
          </p>
        </Note>
      )}
      <DeletedNote deleted={deleted} onUndo={() => void app.library.undelete()} />
    </>
  );
}
