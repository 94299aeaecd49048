import { useMemo } from 'react';
import { formatDuration, formatPercent } from '../../base/format';
import { PAPERS, type Paper } from '../../config/lab';
import { useAppState } from '../app';
import styles from './Lab.module.css';
import { PlanButton } from './PlanButton';
import { armScores, findingOf } from './verdict';

const signed = (share: number) => `${share < 0 ? '−' : '+'}${Math.abs(100 * share).toFixed(1)}`;

function PaperRow({ paper }: { paper: Paper }) {
  const record = useAppState((s) => s.lab.records[paper.id]);
  // Thousands of resamples: once for each result, not for each drawing.
  const finding = useMemo(() => record && findingOf(record), [record]);
  const scores = useMemo(() => (record ? armScores(record) : []), [record]);
  const { id, title, source, published, caution, ...plan } = paper;
  const seconds = Object.values(record?.results ?? {}).reduce((sum, r) => sum + r.seconds, 0);
  return (
    <li>
      <div className={styles.paper}>
        <h4>{title}</h4>
        {finding && <span data-verdict={finding.verdict}>{finding.verdict}</span>}
        <PlanButton experimentId={id} plan={plan} />
      </div>
      <p>
        {source}:{' '}
        {published
          .map(
            ({ measure, figures }) => `${measure} ${figures.map((f) => f.toFixed(1)).join(' / ')}`,
          )
          .join(', ')}{' '}
        ({plan.arms.map(({ label }) => label).join(' / ')}). {caution}
      </p>
      {finding && (
        <p>
          Here, {plan.metric === 'probe' ? 'a probe on frozen features' : 'the exam'}:{' '}
          {scores.map((score) => (score ? formatPercent(score.mean, 1) : '–')).join(' / ')};{' '}
          {signed(finding.difference.mean)} points [{signed(finding.difference.low)},{' '}
          {signed(finding.difference.high)}], {plan.seeds} seeds, {formatDuration(seconds)}.
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
