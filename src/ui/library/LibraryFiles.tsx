import { useEffect, useRef } from 'react';
import { nameSome } from '../../base/words';
import { openRuns, saveLibrary } from '../../store/library/runFiles';
import { useApp, useAppState } from '../app';
import { nameOf } from '../common/droppedFiles';
import { Note, ProblemWords } from '../common/Note';
import { saveFile } from '../common/saveFile';
import { formatSize } from '../takeaway/formatSize';
import { JobLine } from '../takeaway/JobLine';
import { useTakeaway } from '../takeaway/useTakeaway';
import styles from './LibraryFiles.module.css';

/** The day in its name, so that the newest copy is known. */
const libraryName = () => `cloze-library-${new Date().toISOString().slice(0, 10)}.cloze`;

/** The Library as one file, out and in: another browser goes on with its runs. */
export function LibraryFiles() {
  const app = useApp();
  const list = useAppState((s) => s.library.list);
  const { job, problem, said, run, stop, dismiss } = useTakeaway();
  const input = useRef<HTMLInputElement>(null);
  const busy = job !== undefined;

  const save = () =>
    run('Writing the Library', async (worker, onProgress) => {
      const { blob, missing } = await saveLibrary(app.library, list, worker, onProgress);
      const name = libraryName();
      saveFile(name, blob);
      const left = nameSome(missing.map((one) => `“${one}”`));
      const without = left && ` The weights of ${left} could not be read, so they are not in it.`;
      return `${name} is saved, ${formatSize(blob.size)}.${without}`;
    });
  const arrived = useAppState((s) => s.library.arrived);
  useEffect(() => {
    if (busy || arrived.length === 0) return;
    void run(`Opening ${nameOf(arrived)}`, async (...worker) => {
      const told: string[] = [];
      try {
        for (const file of arrived) {
          told.push(await openRuns(file, app.store, app.library, ...worker));
        }
      } finally {
        app.library.received(arrived);
      }
      return told.join(' ');
    });
  }, [app, run, busy, arrived]);

  return (
    <div className={styles.files}>
      <div className={styles.buttons}>
        {list.length > 0 && (
          <button
            type="button"
            className="button small"
            aria-disabled={busy}
            title="With weights, curves, exams and your texts"
            onClick={() => !busy && void save()}
          >
            Save the whole Library as one file
          </button>
        )}
        <button
          type="button"
          className="button small"
          aria-disabled={busy}
          title="A file that was saved here or in another browser; what is in the Library stays"
          onClick={() => !busy && input.current?.click()}
        >
          Open a file of runs
        </button>
        <input
          ref={input}
          type="file"
          aria-label="File of runs"
          className="visually-hidden"
          tabIndex={-1}
          onChange={({ target }) => {
            const file = target.files?.[0];
            if (file) app.library.receive([file]);
            target.value = ''; // So that the same file can be opened again.
          }}
        />
      </div>
      <JobLine
        job={job}
        said={said}
        onStop={() => {
          stop();
          app.library.received(arrived);
        }}
      />
      {problem && (
        <Note place="list" role="alert" onDismiss={dismiss}>
          <p>
            <ProblemWords problem={problem} />
          </p>
        </Note>
      )}
    </div>
  );
}
