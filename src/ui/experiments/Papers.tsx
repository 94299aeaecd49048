import { useMemo } from 'react';
import { formatDuration, formatPercent, formatPoints, formatSigned } from '../../base/format';
import { counted } from '../../base/words';
import type { Plan } from '../../config/experiments';
import { PAPERS, type Paper } from '../../config/papers';
import { languageName } from '../../grammar/languages';
import { fits } from '../../storage/experiments';
import { useApp, useAppState } from '../app';
import styles from './Experiments.module.css';
import { keptTogether } from './keptTogether';
import { PlanControls } from './PlanControls';
import { saveTable } from './save';
import { armFloors, armScores, findingOf } from './verdict';

const planOf = ({ id, title, source, published, caution, ...plan }: Paper): Plan => plan;

const COLUMNS = { probe: 'probe here', accuracy: 'exam here', loss: 'exam here, nats' } as const;
const MEASURES = {
  all: 'the blanks of the exam',
  telling: 'the blanks where the side matters',
} as const;

function PaperRow({ paper }: { paper: Paper }) {
  const kept = useAppState((s) => s.experiments.records[paper.id]);
  const scope = useAppState((s) => s.experiments.scope);
  // What an earlier version of the page kept of it may have been another experiment.
  const record = kept && fits(kept, planOf(paper)) ? kept : undefined;
  // Thousands of resamples: once for each result, not for each drawing.
  const finding = useMemo(() => record && findingOf(record, scope), [record, scope]);
  const scores = useMemo(
    () => (record ? armScores(record, record.plan.metric, scope) : []),
    [record, scope],
  );
  const { id, title, source, published, caution } = paper;
  const plan = planOf(paper);
  const isLoss = plan.metric === 'loss';
  const format = (value: number) => (isLoss ? value.toFixed(3) : formatPercent(value, 1));
  const signed = (value: number) => (isLoss ? formatSigned(value, 3) : formatPoints(value));
  const floors = record ? armFloors(record, plan.metric, scope) : [];
  const unread = Object.values(record?.results ?? {}).filter(
    ({ probeConverged }) => probeConverged === false,
  ).length;
  const diverged = Object.keys(record?.diverged ?? {}).length;
  const seconds = Object.values(record?.results ?? {}).reduce((sum, r) => sum + r.seconds, 0);
  return (
    <li>
      <div className={styles.paper}>
        <h4>{keptTogether(title)}</h4>
        {finding && <span data-verdict={finding.verdict}>{finding.verdict}</span>}
        <PlanControls experimentId={id} plan={plan} name={title} />
      </div>
      <p>
        {keptTogether(source)}. Here: “{languageName(plan.language)}”,{' '}
        {counted(plan.maxSteps, 'step')}, {counted(plan.seeds, 'seed')}.{' '}
        {keptTogether(caution ?? '')}
      </p>
      <table>
        <thead>
          <tr>
            <td />
            {published.map(({ measure }) => (
              <th key={measure} scope="col">
                {keptTogether(measure)}
              </th>
            ))}
            <th scope="col">{COLUMNS[plan.metric]}</th>
            <th scope="col">at best</th>
          </tr>
        </thead>
        <tbody>
          {plan.arms.map(({ label }, a) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {published.map(({ measure, figures }) => (
                <td key={measure}>{figures[a]?.toFixed(1) ?? '–'}</td>
              ))}
              <td>{scores[a] ? format(scores[a].mean) : '–'}</td>
              <td>{floors[a] === undefined ? '–' : format(floors[a])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {unread > 0 && (
        <p>The probe had not converged in {counted(unread, 'run')}, whose share may be too low.</p>
      )}
      {diverged > 0 && (
        <p>
          {counted(diverged, 'run')} ended early with a loss that was no longer a number, so there
          is no verdict.
        </p>
      )}
      {finding && (
        <p>
          {plan.arms[0]!.label} against {plan.arms[1]!.label}, more being better:{' '}
          {signed(finding.difference.mean)} [{signed(finding.difference.low)},{' '}
          {signed(finding.difference.high)}]{plan.metric === 'loss' ? ' nats' : ' points'}: a 95 %
          interval over {plan.metric === 'probe' ? 'the exam’s sentences' : MEASURES[scope]} and{' '}
          {counted(plan.seeds, 'seed')}; {formatDuration(seconds)}.
        </p>
      )}
      {record && seconds + diverged > 0 && (
        <button
          type="button"
          className="button small"
          aria-label={`Save as CSV: ${title}`}
          onClick={() => saveTable(record, scope, title, 'paper')}
        >
          Save as CSV
        </button>
      )}
    </li>
  );
}

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
      <div className={styles.panelHeading}>
        <h3 id="papers-heading">Papers in a tab</h3>
        <span className={styles.note}>verdicts computed from your runs</span>
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
      </div>
      <ul>
        {PAPERS.map((paper) => (
          <PaperRow key={paper.id} paper={paper} />
        ))}
      </ul>
    </section>
  );
}
