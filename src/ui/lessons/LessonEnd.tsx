import { useEffect, useRef, useState } from 'react';
import { LESSONS, lessonAfter } from '../../config/lessons';
import type { Lesson } from '../../lessons/lesson';
import type { Notes } from '../../store/lessons/state';
import { useApp, useAppState } from '../app';
import styles from './LessonsAside.module.css';
import { Said } from './Said';
import { Sheet } from './Sheet';

/** What the lesson came to, what to ask next, and where to go on. */
export function LessonEnd({ lesson, notes }: { lesson: Lesson; notes: Notes }) {
  const app = useApp();
  const heading = useRef<HTMLHeadingElement>(null);
  const [isSheetOpen, setSheetOpen] = useState(false);
  useEffect(() => heading.current?.focus(), []);
  const progress = useAppState((s) => s.lessons.progress);
  const done = progress[lesson.id]?.filter((end) => end === 'done').length ?? 0;
  const next = lessonAfter(lesson.id, progress);
  const { further } = lesson;
  return (
    <>
      <h3 ref={heading} tabIndex={-1}>
        What you saw
      </h3>
      {lesson.verdict(notes).map((text) => (
        <p key={text} className={styles.told}>
          <Said text={text} />
        </p>
      ))}
      <p>
        You did <strong>{done}</strong> of {lesson.steps.length} steps yourself. Now you can{' '}
        {lesson.aim}
      </p>
      <h4>To think about</h4>
      {lesson.questions.map(({ question, answer }) => (
        <details key={question} className="fold">
          <summary>
            <Said text={question} />
          </summary>
          <p>
            <Said text={answer} />
          </p>
        </details>
      ))}
      <h4>For the curious</h4>
      <p>
        <Said text={further.say} />{' '}
        {further.hash && (
          <button
            type="button"
            className="link"
            // The lesson stays open, so what it took the place of can still come back.
            onClick={() => void app.links.take(`#${further.hash}`)}
          >
            <u>Set it up</u>
          </button>
        )}
      </p>
      <div className={styles.buttons}>
        {next && (
          <button
            type="button"
            className="button primary small"
            onClick={() => app.lessons.open(next)}
          >
            Next: {LESSONS[next].title}
          </button>
        )}
        <button type="button" className="button small" onClick={app.lessons.leave}>
          Back to my own text
        </button>
        <button
          type="button"
          className="button small"
          title="If the lesson took the place of your run, Undo brings it back"
          onClick={app.lessons.stay}
        >
          Stay with this one
        </button>
        <button type="button" className="button small" onClick={() => setSheetOpen(true)}>
          Teacher’s sheet
        </button>
      </div>
      {isSheetOpen && <Sheet id={lesson.id} onClose={() => setSheetOpen(false)} />}
    </>
  );
}
