import { useEffect, useState } from 'react';
import { formatCount } from '../../base/format';
import { fileNameOf } from '../../base/slug';
import { type Takeaway, TakeawayFailure } from '../../client/takeaway';
import type { Problem } from '../../protocol/problem';
import type { ListedFile, Subject } from '../../takeaway/messages';
import { Dialog } from '../common/Dialog';
import { ProblemWords } from '../common/Note';
import { saveFile } from '../common/saveFile';
import { FolderList } from './FolderList';
import { formatSize } from './formatSize';
import { JobLine } from './JobLine';
import styles from './TakeAwayDialog.module.css';
import { useTakeaway } from './useTakeaway';

interface Props {
  /** Fetches the run, or says why it cannot be had */
  readonly subject: () => Promise<Subject | Problem>;
  readonly onClose: () => void;
}

/** A zip that is larger waits until it is asked for, bytes. */
const MOST_UNASKED = 100e6;

type Progress = (fraction: number) => void;

const zipName = ({ run }: Subject) => `${fileNameOf(run.name)}.zip`;

async function saveZip(subject: Subject, worker: Takeaway, onProgress?: Progress) {
  const { blob } = await worker.build({ type: 'folder', subject }, onProgress);
  saveFile(zipName(subject), blob);
  return `${zipName(subject)} is saved, ${formatSize(blob.size)}.`;
}

async function saveOne(path: string, subject: Subject, worker: Takeaway) {
  const { blob } = await worker.build({ type: 'folder', subject, path });
  saveFile(path.slice(path.lastIndexOf('/') + 1), blob);
  return `${path} is saved, ${formatSize(blob.size)}.`;
}

async function saveRun(subject: Subject, worker: Takeaway, onProgress: Progress) {
  const { blob } = await worker.build({ type: 'runs', subjects: [subject] }, onProgress);
  const name = `${fileNameOf(subject.run.name)}.cloze`;
  saveFile(name, blob);
  return `${name} is saved, ${formatSize(blob.size)}.`;
}

/** A run as a folder for other programs: begins to make the zip at once, and shows what is in it, to save singly too. */
export default function TakeAwayDialog({ subject, onClose }: Props) {
  const { job, problem, said, run, stop } = useTakeaway();
  const [taken, setTaken] = useState<Subject>();
  const [files, setFiles] = useState<readonly ListedFile[]>();
  useEffect(() => {
    void run('Looking at the run', async (worker) => {
      const found = await subject();
      if ('what' in found) throw new TakeawayFailure(found);
      setTaken(found);
      setFiles(await worker.list(found));
      return '';
    });
  }, [run, subject]);
  const total = files?.reduce((sum, { bytes }) => sum + bytes, 0);
  const mayBegin = total !== undefined && total <= MOST_UNASKED;
  const zip = 'Making the zip';
  useEffect(() => {
    if (taken && mayBegin) void run(zip, (...worker) => saveZip(taken, ...worker));
  }, [taken, mayBegin, run]);

  const busy = job !== undefined;
  const about = total === undefined ? undefined : `about ${formatSize(total)}`;
  return (
    <Dialog title="Take it away" onClose={onClose} size="medium">
      <div className={styles.head}>
        {taken && (
          <p className="muted">
            {taken.run.name}, step {formatCount(taken.run.step)}
          </p>
        )}
        <p>
          One zip. Unpacked, it is a folder that Hugging Face Transformers, transformers.js, ONNX
          Runtime, Keras and TensorFlow.js load, and its README says how. Your text is not in it.
        </p>
        {problem && (
          <p role="alert" className={styles.problem}>
            <ProblemWords problem={problem} />
          </p>
        )}
        <div className={styles.main}>
          {taken && (
            <button
              type="button"
              className="button primary"
              aria-disabled={busy}
              onClick={() => !busy && void run(zip, (...worker) => saveZip(taken, ...worker))}
            >
              Save all as one zip
            </button>
          )}
          <JobLine job={job} said={said || about} onStop={files && stop} />
        </div>
      </div>
      {taken && files && (
        <>
          <FolderList
            files={files}
            busy={busy}
            onSave={(path) => void run(path, (worker) => saveOne(path, taken, worker))}
          />
          <section aria-labelledby="takeaway-for-cloze" className={styles.forCloze}>
            <h3 id="takeaway-for-cloze">For Cloze in another browser</h3>
            <p>
              This file has the optimizer’s state and your text in it too. “Open a file of runs” in
              the Library reads it, and the run trains on as if it had never stopped.
            </p>
            <p className={styles.main}>
              <button
                type="button"
                className="button"
                aria-disabled={busy}
                onClick={() =>
                  !busy && void run('Writing the run', (...worker) => saveRun(taken, ...worker))
                }
              >
                Save this run as one file
              </button>
              <span className="muted">about {formatSize(taken.run.bytes)}</span>
            </p>
          </section>
        </>
      )}
    </Dialog>
  );
}
