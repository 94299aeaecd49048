import { PAPERS, planOf } from '../../config/papers';
import { useApp, useAppState } from '../app';
import { PanelHeading } from '../common/PanelHeading';
import { PaperRow } from './PaperRow';
import styles from './Papers.module.css';

/** Findings of papers as small experiments, each with the published figures and a verdict from the runs. */
export function Papers() {
  const app = useApp();
  const keepRuns = useAppState((s) => s.experiments.keepRuns);
  const waiting = useAppState((s) => (s.experiments.running ? 0 : s.experiments.queue.length));
  const runAll = () => {
    for (const paper of PAPERS) app.experiments.runPlan(paper.id, planOf(paper));
  };
  return (
    <section aria-labelledby="papers-heading" className={styles.papers}>
      <PanelHeading id="papers-heading" title="Papers in a tab">
        <span className={styles.note}>answers computed from your runs</span>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={keepRuns}
            onChange={(event) => app.experiments.setKeepRuns(event.target.checked)}
          />
          Keep runs in the Library
        </label>
        {waiting > 0 ? (
          <button type="button" className="button small" onClick={app.experiments.runQueue}>
            Start what waits · {waiting}
          </button>
        ) : (
          <button type="button" className="button small" onClick={runAll}>
            Run all
          </button>
        )}
      </PanelHeading>
      <ul>
        {PAPERS.map((paper) => (
          <PaperRow key={paper.id} paper={paper} />
        ))}
      </ul>
    </section>
  );
}
