import { useEffect, useRef } from 'react';
import { formatCount } from '../../base/format';
import { counted } from '../../base/words';
import type { ModelSitting, YouFirst } from '../../store/playground/youFirst/state';
import { ITEMS } from '../../store/playground/youFirst/youFirst';
import { useApp, useAppState } from '../app';
import { conclude } from './conclusion';
import { ItemList } from './ItemList';
import { opponent } from './opponent';
import styles from './Results.module.css';
import { ScoreTable } from './ScoreTable';

const rightIn = ({ guesses }: ModelSitting): boolean[] => guesses.map(({ isRight }) => isRight);

/** All sittings of the model, to see how it came on. */
function Sittings({ exam }: { readonly exam: YouFirst }) {
  const runId = useAppState((s) => s.run.runId);
  return (
    <ol aria-label="Sittings of the model" className={styles.sittings}>
      {exam.sittings.map((sitting, i) => (
        <li key={`${sitting.runId} ${sitting.step}`}>
          {i === 0 && 'The model at '}step {formatCount(sitting.step)}
          {sitting.runId !== runId && ' of an earlier run'}:{' '}
          <strong>
            {rightIn(sitting).filter(Boolean).length} of {exam.items.length}
          </strong>
        </li>
      ))}
    </ol>
  );
}

/** Has the model sit again, with the same words of the person's kept. */
function AskAgain({ exam }: { readonly exam: YouFirst }) {
  const app = useApp();
  const { runId, step, facts } = useAppState((s) => s.run);
  const last = exam.sittings.at(-1);
  const isSame = last?.runId === runId && last.step === step;
  return (
    <>
      {isSame && <p className="small-print">Train it, and ask again:</p>}
      <button
        type="button"
        className="button"
        disabled={!facts || isSame || exam.isAsking}
        onClick={app.youFirst.ask}
      >
        Ask the model again
      </button>
    </>
  );
}

/** What came of the exam: both scores, one sentence that compares them, and all the blanks. */
export function Results({ exam }: { readonly exam: YouFirst }) {
  const app = useApp();
  const isReady = useAppState((s) => s.run.facts !== undefined);
  const more = exam.pool.length - (exam.set + 1) * ITEMS;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const last = exam.sittings.at(-1);
  const you = exam.right.map((right) => right === true);
  const conclusion = last && conclude(you, rightIn(last));
  return (
    <div className={styles.results} data-results>
      <h3 ref={heading} tabIndex={-1} className={styles.heading}>
        The same exam for both: {counted(exam.items.length, 'blank')}
      </h3>
      <div role="status">
        {last && conclusion ? (
          <>
            <p className={styles.score}>{conclusion.score}</p>
            <p className={styles.figures}>{conclusion.chance}</p>
            <p className={styles.figures}>You played against {opponent(last)}.</p>
          </>
        ) : (
          <p className={styles.figures}>
            {isReady
              ? 'The model is filling the same blanks …'
              : 'There is no model to ask at present. It answers once one is loaded.'}
          </p>
        )}
      </div>
      <ScoreTable exam={exam} last={last} />
      <div className={styles.again}>
        <Sittings exam={exam} />
        <AskAgain exam={exam} />
        {more > 0 && (
          <button type="button" className="button" onClick={() => app.youFirst.start(exam.set + 1)}>
            {counted(Math.min(more, ITEMS), 'other blank')}
          </button>
        )}
      </div>
      <ItemList exam={exam} last={last} />
    </div>
  );
}
