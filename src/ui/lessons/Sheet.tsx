import { Suspense, use, useEffect, useMemo, useRef } from 'react';
import { listed } from '../../base/words';
import { LESSONS, type LessonId } from '../../config/lessons';
import { type Bet, betOf, type Lesson } from '../../lessons/lesson';
import { loadLesson } from '../../lessons/lessons';
import { Said } from './Said';
import styles from './Sheet.module.css';

/** The whole address of a lesson, to be typed from paper. */
const addressOf = (id: LessonId) => `${location.origin}${location.pathname}#lesson=${id}`;

/** What is bet on, the answers to choose from, and room to write. */
function BetLine({ bet }: { bet: Bet }) {
  const isWhole = /[.?!]$/.test(bet.label);
  const choices = bet.kind === 'choice' ? bet.options.map(({ label }) => label) : [];
  const [first, ...rest] = choices;
  return (
    <span className={styles.bet}>
      Bet first: <Said text={isWhole ? bet.label : `${bet.label} …`} />
      {bet.kind === 'numbers' && ` (${bet.places.join(', ')})`}
      {first !== undefined && ` ${listed([`“${first}”`, ...rest.map((one) => `“${one}”`)], 'or')}.`}
      <span className={styles.line} />
    </span>
  );
}

function Content({ load }: { load: Promise<Lesson> }) {
  const lesson = use(load);
  const { title, minutes } = LESSONS[lesson.id];
  return (
    <>
      <h2>{title}</h2>
      <p className="small-print">
        A lesson of about {minutes} minutes with Cloze, a page that trains a small BERT in the
        browser. It opens at <span className="mono">{addressOf(lesson.id)}</span>.
      </p>
      <h3>Aim</h3>
      <p>
        Afterwards the class can <Said text={lesson.aim} />
      </p>
      <h3>A belief that it meets</h3>
      <p>
        <Said text={lesson.belief} />
      </p>
      <h3>What the class does</h3>
      <ol>
        {lesson.steps.map((step) => {
          const bet = betOf(step, {});
          return (
            <li key={step.id}>
              <strong>
                <Said text={step.title} />
              </strong>{' '}
              {bet && <BetLine bet={bet} />}
              <Said text={step.task} />
            </li>
          );
        })}
      </ol>
      <h3>To ask</h3>
      <ol>
        {lesson.questions.map(({ question }) => (
          <li key={question}>
            <Said text={question} />
          </li>
        ))}
      </ol>
      <div className={styles.overleaf}>
        <h3>Answers: {title}</h3>
        <ol>
          {lesson.questions.map(({ question, answer }) => (
            <li key={question}>
              <Said text={answer} />
            </li>
          ))}
        </ol>
        <h3>For the curious</h3>
        <p>
          <Said text={lesson.further.say} />
        </p>
        <h3>Sources</h3>
        <ul>
          {lesson.sources.map(({ label, url }) => (
            <li key={url}>
              {/[.?]$/.test(label) ? label : `${label}.`} <span className="mono">{url}</span>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

/** A teacher's sheet: aim, what the class does and is asked; on the next page the answers. */
export function Sheet({ id, onClose }: { id: LessonId; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const load = useMemo(() => loadLesson(id), [id]);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      aria-label={`Teacher’s sheet: ${LESSONS[id].title}`}
      className={styles.sheet}
      onClose={onClose}
    >
      <div className={styles.tools}>
        <button type="button" className="button primary small" onClick={() => print()}>
          Print
        </button>
        <button type="button" className="button small" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
      <Suspense fallback={<p role="status">Fetching the sheet …</p>}>
        <Content load={load} />
      </Suspense>
    </dialog>
  );
}
