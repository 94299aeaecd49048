import { useEffect, useRef, useState } from 'react';
import { LESSON_IDS, LESSONS } from '../../config/lessons';
import { betOf, type Lesson, type Step } from '../../lessons/lesson';
import { type Player, playLesson } from '../../lessons/player';
import type { OpenLesson } from '../../store/lessons/state';
import { useApp, useAppState } from '../app';
import { BetForm, BetMade } from './BetForm';
import { LessonEnd } from './LessonEnd';
import styles from './LessonsAside.module.css';
import { Said } from './Said';
import { useInSight } from './useInSight';

/** Plays the lesson as long as it is shown. */
function usePlayer(lesson: Lesson) {
  const app = useApp();
  const player = useRef<Player>(undefined);
  useEffect(() => {
    const playing = playLesson(app, lesson);
    player.current = playing;
    return () => playing.stop();
  }, [app, lesson]);
  return player;
}

/**
 * Whether the panel is folded, which only a phone shows: it folds when the person turns to the page, and unfolds for
 * each step and for what came of it.
 */
function useFolded(open: OpenLesson | undefined) {
  const panel = useRef<HTMLDivElement>(null);
  const [isFolded, setFolded] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: these say that there is something new to read
  useEffect(() => setFolded(false), [open?.visit, open?.end]);
  useEffect(() => {
    const fold = ({ target }: PointerEvent) => {
      if (target instanceof Node && !panel.current?.contains(target)) setFolded(true);
    };
    addEventListener('pointerdown', fold);
    return () => removeEventListener('pointerdown', fold);
  }, []);
  return { panel, isFolded, setFolded };
}

/** A bar for each step, which leads there. */
function Bars({ lesson, open }: { lesson: Lesson; open: OpenLesson }) {
  const app = useApp();
  const ends = useAppState((s) => s.lessons.progress[lesson.id]);
  return (
    <ol className={styles.bars} aria-label="Steps of the lesson">
      {lesson.steps.map(({ id, title }, i) => (
        <li key={id}>
          <button
            type="button"
            aria-label={`Step ${i + 1}: ${title}${ends?.[i] ? `, ${ends[i]}` : ''}`}
            aria-current={i === open.step ? 'step' : undefined}
            data-end={ends?.[i]}
            title={title}
            onClick={() => app.lessons.goTo(i)}
          />
        </li>
      ))}
    </ol>
  );
}

/** How far the person has come in the step. */
function SoFar({ step, open }: { step: Step; open: OpenLesson }) {
  const far = useAppState((s) =>
    open.end === undefined && open.isReady ? step.soFar?.(s, open.notes) : undefined,
  );
  return (
    <p role="status" className={`small-print ${styles.far}`}>
      {far && <Said text={far} />}
    </p>
  );
}

/** What the page has computed of the step, once it has ended. */
function Told({ step, open }: { step: Step; open: OpenLesson }) {
  const told = useAppState((s) =>
    open.end === undefined ? undefined : step.tell?.(s, open.notes),
  );
  return (
    <p role="status" className={styles.told}>
      {open.end === 'skipped' && 'Skipped.'}
      {told && <Said text={told} />}
    </p>
  );
}

interface Props {
  readonly step: Step;
  readonly open: OpenLesson;
  readonly onDoIt: () => void;
}

function ShownStep({ step, open, onDoIt }: Props) {
  const app = useApp();
  const heading = useRef<HTMLHeadingElement>(null);
  const { end, isReady, isWatched, trouble, visit } = open;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step that is shown takes the focus
  useEffect(() => heading.current?.focus({ preventScroll: true }), [visit]);
  useInSight(step, open);
  const made = open.notes[step.id];
  // What it asks may depend on what setting the page up has noted.
  const bet = isReady ? betOf(step, open.notes) : undefined;
  const mustBet = step.bet !== undefined && made === undefined && end === undefined;
  return (
    <>
      <h3 ref={heading} tabIndex={-1}>
        <Said text={step.title} />
      </h3>
      {step.say.map((text) => (
        <p key={text} className={styles.say}>
          <Said text={text} />
        </p>
      ))}
      {bet && mustBet && (
        <BetForm
          key={visit}
          bet={bet}
          name={step.id}
          onMade={(answer) => step.onBet?.(app, answer)}
        />
      )}
      {bet && made !== undefined && <BetMade bet={bet} made={made} />}
      {!mustBet && (
        <p className={styles.task} data-over={end !== undefined || undefined}>
          <strong>Now you.</strong> <Said text={step.task} />
        </p>
      )}
      {trouble && (
        <div role="alert" className={styles.task}>
          <p>{trouble}</p>
          <button
            type="button"
            className="button small"
            onClick={() => app.lessons.goTo(open.step)}
          >
            Set the page up again
          </button>
        </div>
      )}
      {!isReady && !trouble && (
        <p role="status" className="small-print">
          Setting the page up …
        </p>
      )}
      {open.isMeasuring && (
        <p role="status" className="small-print">
          Done. The page is testing the model …
        </p>
      )}
      {step.soFar && !mustBet && <SoFar step={step} open={open} />}
      <Told step={step} open={open} />
      <div className={styles.buttons}>
        {end === undefined ? (
          <>
            <button
              type="button"
              className="button small"
              disabled={!isReady || isWatched || open.isMeasuring}
              onClick={onDoIt}
            >
              {isWatched ? 'Watch the page' : 'Do it for me'}
            </button>
            <button
              type="button"
              className="button small"
              onClick={() => {
                app.lessons.endStep('skipped');
                app.lessons.goTo(open.step + 1);
              }}
            >
              Skip
            </button>
          </>
        ) : (
          <button
            type="button"
            className="button primary small"
            onClick={() => app.lessons.goTo(open.step + 1)}
          >
            Next
          </button>
        )}
      </div>
    </>
  );
}

/** A lesson beside the page that it works on. */
export function LessonPanel({ lesson }: { lesson: Lesson }) {
  const app = useApp();
  const player = usePlayer(lesson);
  const open = useAppState((s) => s.lessons.open);
  const { panel, isFolded, setFolded } = useFolded(open);
  if (open?.id !== lesson.id) return null;
  const step = lesson.steps[open.step];
  const { title, minutes } = LESSONS[lesson.id];
  return (
    <div
      ref={panel}
      className={styles.lesson}
      data-folded={isFolded || undefined}
      data-over={open.end !== undefined || undefined}
    >
      <div className={styles.top}>
        <p className="small-print">
          Lesson {LESSON_IDS.indexOf(lesson.id) + 1} of {LESSON_IDS.length}
          <span className={styles.minutes}> · about {minutes} minutes</span>
        </p>
        <button
          type="button"
          className={`button small ${styles.fold}`}
          aria-expanded={!isFolded}
          onClick={() => setFolded(!isFolded)}
        >
          {isFolded ? 'Unfold' : 'Fold'}
        </button>
        <button
          type="button"
          className="button small"
          title="Your text, settings and run come back"
          onClick={app.lessons.leave}
        >
          Leave
        </button>
      </div>
      <h2>{title}</h2>
      <Bars lesson={lesson} open={open} />
      {step ? (
        <ShownStep step={step} open={open} onDoIt={() => void player.current?.doIt()} />
      ) : (
        <LessonEnd lesson={lesson} notes={open.notes} />
      )}
    </div>
  );
}
