import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { KeptRun } from '../../../storage/keptRun';
import { useApp, useAppState } from '../../app';
import { Note, ProblemWords } from '../../common/Note';
import { PanelHeading } from '../../common/PanelHeading';
import { JobLine } from '../../takeaway/JobLine';
import styles from './ByWords.module.css';
import { type Opponent, opponentsOf } from './opponents';
import { useWordExam } from './useWordExam';
import { WordResults } from './WordResults';

interface Props {
  /** What the other is compared with */
  readonly first: KeptRun;
}

/** Compares a run with one of other tokens, or with an opened model, by whole words. Nothing is computed unasked. */
export default function ByWords({ first }: Props) {
  const app = useApp();
  const list = useAppState((s) => s.library.list);
  const models = useAppState((s) => s.models);
  const wanted = useAppState((s) => s.library.byWords);
  const [chosen, setChosen] = useState<string>();
  const section = useRef<HTMLElement>(null);
  const { state, ask, stop } = useWordExam(first);
  const opponents = useMemo(() => opponentsOf(first, list, models ?? []), [first, list, models]);
  const other: Opponent | undefined = opponents.find(({ id }) => id === chosen) ?? opponents[0];

  const begin = useCallback((opponent: Opponent) => void ask(opponent), [ask]);
  useEffect(() => {
    const found = opponents.find(({ id }) => id === wanted);
    if (!found) return;
    app.library.compareByWords(undefined); // it is asked for once
    setChosen(found.id);
    section.current?.focus();
    begin(found);
  }, [app, opponents, wanted, begin]);

  if (!other) return null;
  const job =
    state.stage === 'asking'
      ? { name: 'Asking both the same words', fraction: state.fraction }
      : undefined;
  return (
    <section
      ref={section}
      tabIndex={-1}
      aria-labelledby="by-words-heading"
      className={styles.section}
    >
      <PanelHeading id="by-words-heading" title="By whole words" />
      <p className="small-print">
        Models whose tokens or windows differ have different blanks, so their exams cannot stand
        side by side. The same words can be asked of both.
      </p>
      <div className={styles.row}>
        <label className={styles.choice}>
          Compare A with{' '}
          <select
            value={other.id}
            onChange={({ target }) => {
              stop();
              setChosen(target.value);
            }}
          >
            {opponents.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
                {'model' in one && ' (opened model)'}
              </option>
            ))}
          </select>
        </label>
        {state.stage === 'asking' ? (
          <JobLine job={job} said={undefined} onStop={stop} />
        ) : (
          <button type="button" className="button small" onClick={() => begin(other)}>
            Compare by whole words
          </button>
        )}
      </div>
      {state.stage === 'failed' && (
        <Note place="list" role="alert">
          <p>
            <ProblemWords problem={state.problem} />
          </p>
        </Note>
      )}
      {state.stage === 'sat' && (
        <div role="status">
          <WordResults first={first} other={state.other} result={state.result} />
        </div>
      )}
    </section>
  );
}
