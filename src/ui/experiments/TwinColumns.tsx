import { useMemo } from 'react';
import { pairedBootstrap, within } from '../../base/bootstrap';
import { formatCount, formatPercent } from '../../base/format';
import { key } from '../../base/random';
import type { Context } from '../../config/settings';
import type { ExperimentLanguage, ExperimentSpecimen } from '../../protocol/experiments';
import type { Guess } from '../../protocol/look';
import { inScope } from '../../store/experiments/conclusions/verdict';
import type { ExperimentRunView, Scope } from '../../store/experiments/state';
import { TWIN_ORDER } from '../../store/experiments/twins';
import { type Cover, isCovered } from '../../store/lessons/state';
import { useAppState } from '../app';
import styles from './TwinColumns.module.css';
import { useExperiments } from './useExperiments';

export const TWIN_NAMES: Readonly<Record<Context, string>> = {
  left: 'From the words before only',
  right: 'From the words after only',
  both: 'From both sides',
};

/** The sentence with its blank; what the model may not see is hatched. */
function Seen({ specimen, context }: { specimen: ExperimentSpecimen; context: Context }) {
  const { before, after } = specimen;
  const part = (text: string, hidden: boolean) =>
    hidden ? (
      <span className={styles.unseen} aria-hidden="true">
        {text}
      </span>
    ) : (
      text
    );
  return (
    <p className={styles.sentence} dir="auto">
      {part(before.trimEnd(), context === 'right')}
      {/\s$/.test(before) && ' '}
      <span className={styles.blank}>
        <span className="visually-hidden">the blank</span>
      </span>
      {/^\s/.test(after) && ' '}
      {part(after.trimStart(), context === 'left')}
    </p>
  );
}

/** Keeps a figure and its unit on one line. */
const NBSP = '\u00a0';

/** Words listed */
const ROWS = 5;

/**
 * The model's likeliest words, and among them always the one to find: the one that is truly likeliest, or in a text the
 * one that stands there. Where the model has not guessed yet, what it should come to.
 */
function rowsOf(guess: Guessed | undefined, exact: readonly Guess[] | undefined): readonly Guess[] {
  if (!guess) return exact?.slice(0, ROWS) ?? [];
  const { guesses, answer } = guess;
  const top = guesses.slice(0, ROWS);
  const wanted = exact ? exact[0]?.id : answer?.id;
  const own = guesses.find(({ id }) => id === wanted) ?? (exact ? undefined : answer);
  return !own || top.some(({ id }) => id === own.id) ? top : [...top.slice(0, -1), own];
}

type Guessed = NonNullable<ExperimentRunView['guess']>;

/** In the place of what a lesson covers. */
const Covered = () => <p className="small-print">Covered until you have answered.</p>;

interface GuessesProps {
  readonly context: Context;
  readonly tokens: readonly string[];
  /** Undefined for a text: there the right word is marked instead */
  readonly exact: readonly Guess[] | undefined;
  readonly run: ExperimentRunView | undefined;
  readonly specimen: number;
}

/** The model's guesses as bars, and where they are known the exact probabilities as marks beside them. */
function Guesses({ context, tokens, exact: truth, run, specimen }: GuessesProps) {
  const isTruthCovered = useAppState((s) => isCovered(s, 'exact'));
  const areGuessesCovered = useAppState((s) => isCovered(s, 'guesses'));
  const guess = run?.guess?.specimen === specimen ? run.guess : undefined;
  if (areGuessesCovered || (isTruthCovered && !guess)) return <Covered />;
  const exact = isTruthCovered && truth ? [] : truth;
  const exactOf = exact && new Map(exact.map(({ id, probability }) => [id, probability]));
  const guessOf = new Map(guess?.guesses.map(({ id, probability }) => [id, probability]));
  const shown = rowsOf(guess, exact);
  return (
    <>
      <ol aria-label={`Guesses ${TWIN_NAMES[context].toLowerCase()}`} className={styles.guesses}>
        {shown.map(({ id, probability }) => {
          const p = guess && (guessOf.get(id) ?? probability);
          const exactly = exactOf && !isTruthCovered ? (exactOf.get(id) ?? 0) : undefined;
          const isAnswer = !exact && id === guess?.answer?.id;
          return (
            <li key={id}>
              <span className={styles.word} data-answer={isAnswer || undefined}>
                {tokens[id]}
              </span>
              <span className={styles.track} aria-hidden="true">
                {p !== undefined && (
                  <span className={styles[context]} style={{ width: `${100 * p}%` }} />
                )}
                {exactly !== undefined && (
                  <span className={styles.truth} style={{ left: `${100 * exactly}%` }} />
                )}
              </span>
              <span className="mono">{p === undefined ? '–' : formatPercent(p)}</span>
              {exactly !== undefined && (
                <span className="visually-hidden">, exactly {formatPercent(exactly)}</span>
              )}
              {isAnswer && <span className="visually-hidden">, the word in the text</span>}
            </li>
          );
        })}
      </ol>
      <p className={styles.distance}>
        {guess?.divergence !== undefined &&
          !isTruthCovered &&
          `${guess.divergence.toFixed(2)} nats from the exact probabilities, `}
        {guess && !exact && 'underlined: the word in the text; '}
        {guess ? `step ${formatCount(guess.step)}` : '\u00a0'}
      </p>
    </>
  );
}

/** Right answers in the exam, over all blanks or those where the side matters, with their interval and the best possible. */
function ExamAccuracy({
  run,
  language,
  context,
  scope,
}: {
  run: ExperimentRunView | undefined;
  language: ExperimentLanguage;
  context: Context;
  scope: Scope;
}) {
  const result = run?.result;
  // Thousands of resamples: computed once per result, not per render.
  const interval = useMemo(() => {
    if (!result) return undefined;
    const counted = inScope(language, scope);
    const rights = counted(result.right);
    return within(pairedBootstrap([rights], undefined, key(1), counted(language.groups)), 0, 1);
  }, [result, language, scope]);
  const isTelling = scope === 'telling' && language.tellingFloors !== undefined;
  const floors = (isTelling && language.tellingFloors) || language.floors;
  const last = run?.evals.at(-1);
  const now = interval?.mean ?? (isTelling ? last?.telling.accuracy : last?.accuracy);
  return (
    <p className={styles.score}>
      <strong className="mono">{now === undefined ? '–' : formatPercent(now, 1)}</strong>{' '}
      {isTelling ? 'right where the side matters' : 'right in the exam'}
      {interval && (
        <span title="A 95 % interval over the exam’s sentences">
          {' '}
          ±{NBSP}
          {(50 * (interval.high - interval.low)).toFixed(1)} points
        </span>
      )}
      {floors &&
        `; the best to expect is ${formatPercent(floors[context].accuracy, 1).replace(' ', NBSP)}`}
      {floors && now !== undefined && now > floors[context].accuracy && ', so it had a little luck'}
    </p>
  );
}

/** What each column will show, as long as there is nothing to show. */
const COMING: Readonly<Record<Context, string>> = {
  left: 'One model sees only what stands before the blank.',
  right: 'One sees only what stands after it.',
  both: 'One sees the whole sentence but for the blank. Does it guess better?',
};

function Waiting() {
  return (
    <div className={styles.columns}>
      {TWIN_ORDER.map((context) => (
        <section key={context} data-context={context}>
          <h3>{TWIN_NAMES[context]}</h3>
          <p className={styles.sentence}>{COMING[context]}</p>
        </section>
      ))}
    </div>
  );
}

const COVER_OF: Readonly<Record<Context, Cover>> = {
  left: 'fromLeft',
  right: 'fromRight',
  both: 'fromBoth',
};

/** The same blank from the words before it, from those after it, and from both. */
export function TwinColumns() {
  const covers = useAppState((s) => s.lessons.open?.covers);
  const { language, twins, specimen, scope } = useExperiments(
    'language',
    'twins',
    'specimen',
    'scope',
  );
  const shown = language?.specimens[specimen];
  if (!language || !shown) return <Waiting />;
  return (
    <div className={styles.columns}>
      {TWIN_ORDER.map((context) => {
        const run = twins.find(({ id }) => id === context);
        return (
          <section
            key={context}
            id={`from-${context}`}
            aria-label={TWIN_NAMES[context]}
            data-context={context}
          >
            <h3>{TWIN_NAMES[context]}</h3>
            {covers?.includes(COVER_OF[context]) ? (
              <Covered />
            ) : (
              <>
                <Seen specimen={shown} context={context} />
                <Guesses
                  {...{ context, run, specimen }}
                  tokens={language.tokens}
                  exact={shown.exact?.[context]}
                />
                <ExamAccuracy {...{ run, language, context, scope }} />
              </>
            )}
          </section>
        );
      })}
    </div>
  );
}
