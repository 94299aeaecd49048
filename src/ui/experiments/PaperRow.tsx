import { useMemo, useRef, useState } from 'react';
import { counted } from '../../base/words';
import { type Paper, planOf } from '../../config/papers';
import { languageName } from '../../grammar/languages';
import { type ExperimentRecord, fits } from '../../storage/experiments';
import {
  betWords,
  paperConclusion,
  unanswered,
} from '../../store/experiments/conclusions/paperConclusion';
import { rankArms } from '../../store/experiments/conclusions/ranking';
import { findingOf } from '../../store/experiments/conclusions/verdict';
import type { Scope } from '../../store/experiments/state';
import { isCovered } from '../../store/lessons/state';
import { useApp, useAppState } from '../app';
import { ConclusionLine } from './ConclusionLine';
import { keptTogether } from './keptTogether';
import { PaperBet } from './PaperBet';
import { PaperFigures } from './PaperFigures';
import styles from './PaperRow.module.css';
import { PlanControls } from './PlanControls';
import { progressOf } from './progress';
import { saveTable } from './saving/save';

/** The answer to a paper's question, or why there is none yet. */
function Answer({ paper, record }: { paper: Paper; record: ExperimentRecord }) {
  const wanted = useAppState((s) => s.experiments.scope);
  const scope: Scope = record.exam?.tellingFloors ? wanted : 'all';
  // Thousands of resamples: computed once per result, not per render.
  const finding = useMemo(() => findingOf(record, scope), [record, scope]);
  if (!finding) {
    const { done, total } = progressOf(planOf(paper), record);
    const diverged = Object.keys(record.diverged).length;
    return <ConclusionLine size="row" conclusion={unanswered(done, total, diverged)} />;
  }
  const seconds = Object.values(record.results).reduce((sum, r) => sum + r.seconds, 0);
  return (
    <ConclusionLine
      size="row"
      conclusion={paperConclusion(paper, finding, { scope, seconds })}
      verdict={finding.verdict}
    />
  );
}

/** What the person has bet, and what became of it; it can be taken back while no run is done. */
function Bet({
  paper,
  bet,
  record,
  onTakeBack,
}: {
  paper: Paper;
  bet: string;
  record: ExperimentRecord | undefined;
  onTakeBack: (() => void) | undefined;
}) {
  const scope = useAppState((s) => s.experiments.scope);
  const { arms, control, seeds, title } = paper;
  const ranking = useMemo(() => {
    const contenders = arms.flatMap(({ label }, arm) => (label === control ? [] : [arm]));
    const all = record && rankArms(record, record.plan.metric, scope, contenders);
    return all?.seeds === seeds ? all : undefined;
  }, [arms, control, record, scope, seeds]);
  return (
    <p className={styles.bet}>
      {betWords(arms, bet, ranking)}{' '}
      {onTakeBack && (
        <button
          type="button"
          className="link"
          aria-label={`Take the bet back: ${title}`}
          onClick={onTakeBack}
        >
          Take it back
        </button>
      )}
    </p>
  );
}

/** A paper's question: a bet on it, the runs that try it here, their answer, and what was published. */
export function PaperRow({ paper }: { paper: Paper }) {
  const kept = useAppState((s) => s.experiments.records[paper.id]);
  const scope = useAppState((s) => s.experiments.scope);
  const app = useApp();
  const bet = useAppState((s) => s.experiments.bets[paper.id]);
  const setBet = (label?: string) => app.experiments.bet(paper.id, label);
  const isHidden = useAppState((s) => isCovered(s, 'papers'));
  const [isShown, setShown] = useState(false);
  const row = useRef<HTMLLIElement>(null);
  const { id, title, source, finding, caution, arms, control } = paper;
  const plan = planOf(paper);
  // An earlier version of the page may have kept another experiment under this id.
  const record = kept && fits(kept, plan) ? kept : undefined;
  const results = Object.values(record?.results ?? {});
  const hasResults = results.length > 0 || Object.keys(record?.diverged ?? {}).length > 0;
  const isOpenToBets = bet === undefined && !isShown && !hasResults;
  const unread = results.filter(({ probeConverged }) => probeConverged === false).length;
  /** The button that was pressed is gone then, so the focus goes to the row. */
  const uncover = (act: () => void) => () => {
    act();
    row.current?.focus({ preventScroll: true });
  };
  return (
    <li id={`paper-${id}`} className={styles.row} ref={row} tabIndex={-1}>
      <div className={styles.paper}>
        <h4>{keptTogether(title)}</h4>
        <PlanControls experimentId={id} plan={plan} name={title} />
      </div>
      <p>
        {keptTogether(source)}. Here: “{languageName(plan.language)}”,{' '}
        {keptTogether(counted(plan.maxSteps, 'step'))}, {counted(plan.seeds, 'seed')}.{' '}
        {keptTogether(caution ?? '')}
      </p>
      {record && hasResults && !isHidden && <Answer paper={paper} record={record} />}
      {isHidden && <p className="small-print">The lesson covers the results until you have bet.</p>}
      {!isHidden && isOpenToBets && (
        <PaperBet
          title={title}
          labels={arms.map(({ label }) => label).filter((label) => label !== control)}
          onBet={(label) => uncover(() => setBet(label))()}
          onShow={uncover(() => setShown(true))}
        />
      )}
      {!isHidden && !isOpenToBets && (
        <>
          {bet !== undefined && (
            <Bet
              {...{ paper, bet, record }}
              onTakeBack={hasResults ? undefined : uncover(() => setBet())}
            />
          )}
          <PaperFigures paper={paper} record={record} scope={scope} />
          {finding && <p>{keptTogether(finding)}</p>}
        </>
      )}
      {unread > 0 && (
        <p>In {counted(unread, 'run')} the probe had not converged, so its share may be too low.</p>
      )}
      {record && hasResults && (
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
