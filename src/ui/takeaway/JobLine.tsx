import styles from './JobLine.module.css';
import type { Job } from './useTakeaway';

interface Props {
  readonly job: Job | undefined;
  /** What came of the last one */
  readonly said: string | undefined;
  /** Left out where it cannot be stopped */
  readonly onStop?: (() => void) | undefined;
}

/** What the worker is doing, how far it has come, and what came of it. Its height stays, so nothing jumps. */
export function JobLine({ job, said, onStop }: Props) {
  return (
    <div className={styles.line}>
      <span role="status">{job ? `${job.name} …` : said}</span>
      {job && (
        <>
          <progress
            aria-label={job.name}
            value={job.fraction > 0 ? job.fraction : undefined}
            className={styles.bar}
          />
          {onStop && (
            <button type="button" className="button small" onClick={onStop}>
              Stop
            </button>
          )}
        </>
      )}
    </div>
  );
}
