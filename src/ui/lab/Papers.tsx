import { formatDuration, formatPercent } from '../../base/format';
import { PAPERS, type Paper } from '../../config/lab';
import { useApp, useAppState } from '../app';
import styles from './Lab.module.css';
import { findingOf } from './verdict';

const signed = (share: number) => `${share < 0 ? '−' : '+'}${Math.abs(100 * share).toFixed(1)}`;

function PaperRow({ paper }: { paper: Paper }) {
  const app = useApp();
  const result = useAppState((s) => s.lab.papers[paper.id]);
  const running = useAppState(
    (s) =>
      s.lab.running && s.lab.experiment?.kind === 'paper' && s.lab.experiment.paperId === paper.id,
  );
  const done = useAppState((s) => (running ? s.lab.runs.filter((r) => r.result).length : 0));
  const finding = result && findingOf(paper, result);
  const total = paper.seeds * paper.arms.length;
  return (
    <li>
      <div className={styles.paper}>
        <h4>{paper.title}</h4>
        {finding && <span data-verdict={finding.verdict}>{finding.verdict}</span>}
        {running ? (
          <button type="button" className="button small" onClick={app.lab.stop}>
            Stop · {done} of {total} runs
          </button>
        ) : (
          <button
            type="button"
            className="button small"
            onClick={() => void app.lab.runPaper(paper)}
          >
            {finding ? 'Run again' : `Run · ${total} runs`}
          </button>
        )}
      </div>
      <p>
        {paper.source}:{' '}
        {paper.published
          .map(
            ({ measure, figures }) => `${measure} ${figures.map((f) => f.toFixed(1)).join(' / ')}`,
          )
          .join(', ')}{' '}
        ({paper.arms.map(({ label }) => label).join(' / ')}). {paper.caution}
      </p>
      {finding && result && (
        <p>
          Here: {finding.means.map((m) => formatPercent(m, 1)).join(' / ')};{' '}
          {signed(finding.difference.mean)} points [{signed(finding.difference.low)},{' '}
          {signed(finding.difference.high)}], {paper.seeds} seeds, {formatDuration(result.seconds)}.
        </p>
      )}
    </li>
  );
}

/** Findings of papers as small experiments, each with the published figures and a verdict from the runs. */
export function Papers() {
  return (
    <section aria-labelledby="papers-heading" className={styles.papers}>
      <div className={styles.panelHeading}>
        <h3 id="papers-heading">Papers in a tab</h3>
        <span>verdicts computed from your runs</span>
      </div>
      <ul>
        {PAPERS.map((paper) => (
          <PaperRow key={paper.id} paper={paper} />
        ))}
      </ul>
    </section>
  );
}
