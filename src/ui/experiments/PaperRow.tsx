import { useMemo } from 'react';
import { formatDuration, formatPoints, formatSigned } from '../../base/format';
import { counted } from '../../base/words';
import type { Plan } from '../../config/experiments';
import type { Paper } from '../../config/papers';
import { languageName } from '../../grammar/languages';
import { fits } from '../../storage/experiments';
import type { Scope } from '../../store/experiments/state';
import { useAppState } from '../app';
import { keptTogether } from './keptTogether';
import { PaperFigures } from './PaperFigures';
import styles from './PaperRow.module.css';
import { PlanControls } from './PlanControls';
import { saveTable } from './saving/save';
import { type Finding, findingOf } from './verdict';

/** The part of a paper's entry that is run. */
export const planOf = ({ id, title, source, published, caution, ...plan }: Paper): Plan => plan;

/** What an interval is over */
const MEASURES = {
  all: 'the blanks of the exam',
  telling: 'the blanks where the side matters',
} as const;

interface FindingProps {
  readonly plan: Plan;
  readonly finding: Finding;
  readonly scope: Scope;
  /** That all runs took */
  readonly seconds: number;
}

/** By how much the first arm is better than the second, and what that interval is over. */
function FindingWords({ plan, finding: { difference }, scope, seconds }: FindingProps) {
  const isLoss = plan.metric === 'loss';
  const signed = (value: number) => (isLoss ? formatSigned(value, 3) : formatPoints(value));
  const items = plan.metric === 'probe' ? 'the exam’s sentences' : MEASURES[scope];
  return (
    <p>
      {plan.arms[0]!.label} against {plan.arms[1]!.label}, more being better:{' '}
      {signed(difference.mean)} [{signed(difference.low)}, {signed(difference.high)}]
      {isLoss ? ' nats' : ' points'}: a 95 % interval over {items} and {counted(plan.seeds, 'seed')}
      ; {formatDuration(seconds)}.
    </p>
  );
}

/** A finding of a paper: what was published, the runs that try it here, and their verdict. */
export function PaperRow({ paper }: { paper: Paper }) {
  const kept = useAppState((s) => s.experiments.records[paper.id]);
  const scope = useAppState((s) => s.experiments.scope);
  // An earlier version of the page may have kept another experiment under this id.
  const record = kept && fits(kept, planOf(paper)) ? kept : undefined;
  // Thousands of resamples: computed once per result, not per render.
  const finding = useMemo(() => record && findingOf(record, scope), [record, scope]);
  const { id, title, source, caution } = paper;
  const plan = planOf(paper);
  const unread = Object.values(record?.results ?? {}).filter(
    ({ probeConverged }) => probeConverged === false,
  ).length;
  const diverged = Object.keys(record?.diverged ?? {}).length;
  const seconds = Object.values(record?.results ?? {}).reduce((sum, r) => sum + r.seconds, 0);
  return (
    <li className={styles.row}>
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
      <PaperFigures paper={paper} record={record} scope={scope} />
      {unread > 0 && (
        <p>The probe had not converged in {counted(unread, 'run')}, whose share may be too low.</p>
      )}
      {diverged > 0 && (
        <p>
          {counted(diverged, 'run')} ended early with a loss that was no longer a number, so there
          is no verdict.
        </p>
      )}
      {finding && <FindingWords {...{ plan, finding, scope, seconds }} />}
      {record && seconds + diverged > 0 && (
        <button
          type="button"
          className="button small"
          aria-label={`Save as CSV: ${title}`}
          onClick={() => void saveTable(record, scope, title, 'paper')}
        >
          Save as CSV
        </button>
      )}
    </li>
  );
}
