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
  left: 'From the left only',
  right: 'From the right only',
  both: 'From both sides',
};

const CLOSING = /^[.,;:!?)\]”»‡¡]$/;

const OPENING = /^[([“«‹]$/;

/** What stands between two words: nothing before a closing mark or after an opening one. Of a blank, neither is known. */
const gap = (word = '', next = '.') => (OPENING.test(word) || CLOSING.test(next) ? '' : ' ');

/** Words as they are written. */
const written = (words: readonly string[]) =>
  words.map((word, i) => (i > 0 ? gap(words[i - 1], word) + word : word)).join('');

/** The sentence with its blank; what the model may not see is hatched. */
function Seen({ specimen, context }: { specimen: ExperimentSpecimen; context: Context }) {
  const { words, blank } = specimen;
  const at = blank - 1; // [CLS] stands before the words
  const part = (text: string, hidden: boolean) =>
    hidden ? (
      <span className={styles.unseen} aria-hidden="true">
        {text}
      </span>
    ) : (
      text
    );
  const after = written(words.slice(at + 1));
  return (
    <p className={styles.sentence}>
      {part(written(words.slice(0, at)), context === 'right')}
      {at > 0 && gap(words[at - 1], '')}
      <span className={styles.blank}>
        <span className="visually-hidden">the blank</span>
      </span>
      {gap('', words[at + 1])}
      {part(after, context === 'left')}
    </p>
  );
}

/** Keeps a figure and its unit on one line. */
const NBSP = '\u00a0';

/** Words listed */
const ROWS = 5;

/**
 * The model's likeliest words, and among them always the one that is truly likeliest. Where the model has not guessed
 * yet, what it should come to.
 */
function rowsOf(guesses: readonly Guess[] | undefined, exact: readonly Guess[]): readonly Guess[] {
  if (!guesses) return exact.slice(0, ROWS);
  const [best] = exact;
  const top = guesses.slice(0, ROWS);
  const own = guesses.find(({ id }) => id === best?.id);
  return !own || top.includes(own) ? top : [...top.slice(0, -1), own];
}

/** In the place of what a lesson covers. */
const Covered = () => <p className="small-print">Covered until you have answered.</p>;

interface GuessesProps {
  readonly context: Context;
  readonly tokens: readonly string[];
  readonly exact: readonly Guess[];
  readonly run: ExperimentRunView | undefined;
  readonly specimen: number;
}

/** Exact probabilities as marks, and the model's guesses as bars beside them. */
function Guesses({ context, tokens, exact: truth, run, specimen }: GuessesProps) {
  const isTruthCovered = useAppState((s) => isCovered(s, 'exact'));
  const areGuessesCovered = useAppState((s) => isCovered(s, 'guesses'));
  const guess = run?.guess?.specimen === specimen ? run.guess : undefined;
  if (areGuessesCovered || (isTruthCovered && !guess)) return <Covered />;
  const exact = isTruthCovered ? [] : truth;
  const exactOf = new Map(exact.map(({ id, probability }) => [id, probability]));
  const guessOf = new Map(guess?.guesses.map(({ id, probability }) => [id, probability]));
  const shown = rowsOf(guess?.guesses, exact);
  return (
    <>
      <ol aria-label={`Guesses ${TWIN_NAMES[context].toLowerCase()}`} className={styles.guesses}>
        {shown.map(({ id }) => {
          const p = guessOf.get(id);
          const exactly = isTruthCovered ? undefined : (exactOf.get(id) ?? 0);
          return (
            <li key={id}>
              <span className={styles.word}>{tokens[id]}</span>
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
            </li>
          );
        })}
      </ol>
      <p className={styles.distance}>
        {guess?.divergence === undefined || isTruthCovered ? (
          ' '
        ) : (
          <>
            {guess.divergence.toFixed(2)} nats from the truth, step {formatCount(guess.step)}
          </>
        )}
      </p>
    </>
  );
}

/** Right answers in the exam, over all blanks or the telling ones alone, with their interval and the best possible. */
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
      {isTelling ? 'of the telling blanks right' : 'of the exam right'}
      {interval && (
        <span title="A 95 % interval over the exam’s sentences">
          {' '}
          ±{NBSP}
          {(50 * (interval.high - interval.low)).toFixed(1)} points
        </span>
      )}
      ; the best to expect is {formatPercent(floors[context].accuracy, 1).replace(' ', NBSP)}
    </p>
  );
}

const COVER_OF: Readonly<Record<Context, Cover>> = {
  left: 'fromLeft',
  right: 'fromRight',
  both: 'fromBoth',
};

/** The same blank from the left, from the right and from both sides. */
export function TwinColumns() {
  const covers = useAppState((s) => s.lessons.open?.covers);
  const { language, twins, specimen, scope } = useExperiments(
    'language',
    'twins',
    'specimen',
    'scope',
  );
  const shown = language?.specimens[specimen];
  if (!language || !shown) return <div className={styles.columns} />;
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
                  exact={shown.exact[context]}
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
