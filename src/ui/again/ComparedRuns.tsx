import { useMemo } from 'react';
import { formatCount, formatRate } from '../../base/format';
import {
  leadOf,
  pretrainedOf,
  pretrainingVerdict,
  verdictWords,
} from '../../store/playground/again/verdict';
import { trainedWith } from '../../store/playground/selectors';
import type { RunData } from '../../store/playground/state';
import { useAppState } from '../app';
import { Term } from '../glossary/Term';
import styles from './ComparedRuns.module.css';
import OverlaidChart, { type OverlaidLine } from './OverlaidChart';
import type { Compared } from './useEarlier';

/** A share in percent: whole where that says enough. */
function inPercent(share: number | undefined): string {
  if (share === undefined) return '–';
  return (100 * share).toFixed(share >= 0.0995 ? 0 : 1);
}

/** The exams of the model as it is: where the run went back, none after that. */
const pastOf = ({ evals, step }: RunData) => evals.filter((point) => point.step <= step);

interface Props {
  /** The present run */
  readonly run: RunData;
  readonly compared: Compared;
}

/** What the two came to in the exam, once the present run rests: before that it would be a result of half a run. */
function Verdict({ run, compared }: Props) {
  const exam = pastOf(run).at(-1);
  const sitting = run.sittings.find(({ step }) => step === exam?.step);
  const { saved } = compared.run;
  const verdict = useMemo(() => {
    const { status, step, loaded, facts } = run;
    if (status === 'running' || step === 0 || !sitting || !facts || !loaded) return undefined;
    const { blanks, groups } = saved.exam;
    const size = { blanks, sentences: facts.examSentences };
    const pretrained = pretrainedOf(saved.settings, loaded.settings);
    if (pretrained === 'earlier') {
      return pretrainingVerdict(leadOf(saved.exam, sitting, groups), size);
    }
    const lead = leadOf(sitting, saved.exam, groups);
    return pretrained === 'present'
      ? pretrainingVerdict(lead, size)
      : verdictWords(lead, compared.present, size);
  }, [run, sitting, saved, compared.present]);
  if (!verdict) {
    return <p className={styles.verdict}>The comparison follows when this run stops.</p>;
  }
  return (
    <p className={styles.verdict}>
      <strong>{verdict.outcome}</strong> {verdict.figures}
    </p>
  );
}

/** The curves of both runs in one chart, what each gets right, and what that comes to. */
export default function ComparedRuns({ run, compared }: Props) {
  const maxSteps = useAppState((s) => s.settings.maxSteps);
  const context = useAppState((s) => trainedWith(s).context);
  const cursor = useAppState(({ watch }) =>
    watch.shown === 'live' ? undefined : watch.views[watch.shown]?.step,
  );
  const { saved } = compared.run;
  const past = pastOf(run);
  const lines: readonly OverlaidLine[] = [
    { id: 'present', name: compared.present, context, points: past },
    {
      ...{ id: 'earlier', name: compared.earlier },
      ...{ context: saved.settings.context, points: saved.curves.evals },
    },
  ];
  const exam = past.at(-1);
  const { facts, tokensPerSecond } = run;
  return (
    <div data-results>
      <div className={styles.chart} aria-hidden="true">
        <OverlaidChart
          lines={lines}
          exam={saved.exam}
          floors={saved.floors}
          maxSteps={maxSteps}
          cursor={cursor}
        />
      </div>
      <dl className={styles.figures}>
        <div>
          <dt>{compared.present}</dt>
          <dd>
            <span data-testid="eval-accuracy">{inPercent(exam?.accuracy)}</span>
            <span className={styles.unit}> %</span>
          </dd>
        </div>
        <div className={styles.other}>
          <dt>{compared.earlier}</dt>
          <dd>
            {inPercent(saved.exam.accuracy)}
            <span className={styles.unit}> %</span>
          </dd>
        </div>
        <div className={styles.other}>
          <dt>by word frequency alone</dt>
          <dd>
            {inPercent(facts?.mostFrequentAccuracy)}
            <span className={styles.unit}> %</span>
          </dd>
        </div>
      </dl>
      <Verdict run={run} compared={compared} />
      <p className={styles.rest}>
        <Term id="heldOut">Held-out</Term> blanks right, the same blanks for both. One run of each:
        with another <Term id="seed">seed</Term> it may come out otherwise. Loss{' '}
        <span data-testid="eval-loss">{exam ? exam.loss.toFixed(2) : '–'}</span> nats at step{' '}
        {formatCount(exam?.step ?? 0)}, and {saved.exam.loss.toFixed(2)} at step{' '}
        {formatCount(saved.step)}.{' '}
        <span data-testid="tokens-per-second">
          {tokensPerSecond === undefined ? '–' : formatRate(tokensPerSecond)}
        </span>{' '}
        tokens/s
      </p>
    </div>
  );
}
