import { useEffect, useRef, useState } from 'react';
import { LESSON_IDS, LESSONS, type LessonId } from '../../config/lessons';
import { useApp, useAppState } from '../app';
import styles from './LessonsAside.module.css';
import { Sheet } from './Sheet';

/** What each is about, in plain words under a title that is a riddle. */
const ABOUT: Readonly<Record<LessonId, string>> = {
  cloze: 'You guess hidden words, then the model guesses the same',
  tokens: 'How a text is cut into tokens',
  masks: 'What masking does to a word',
  learning: 'Learning a text, and learning it by heart: over-fitting',
  'both-sides': 'Which words help more: those before a blank, or those after it',
  heads: 'What an attention map shows, and what it does not prove',
  'how-many': 'Which mask ratio teaches most',
  before: 'What pretraining gives to a short text',
  uses: 'What such models are used for',
};

/** What of a lesson has been done before, in words; undefined where nothing has. */
function useDone(id: LessonId): string | undefined {
  const ends = useAppState((s) => s.lessons.progress[id]);
  if (!ends?.some((end) => end === 'done' || end === 'watched')) return undefined;
  const done = ends.filter((end) => end === 'done').length;
  const watched = ends.filter((end) => end === 'watched').length;
  const words = [`${done} ${done === 1 ? 'step' : 'steps'} done`];
  if (watched > 0) words.push(`${watched} watched`);
  return words.join(', ');
}

function Row({ id, onSheet }: { id: LessonId; onSheet: () => void }) {
  const { title, minutes } = LESSONS[id];
  const done = useDone(id);
  const app = useApp();
  return (
    <li>
      <a
        href={`#lesson=${id}`}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
          event.preventDefault();
          app.lessons.open(id);
        }}
      >
        {title}
      </a>
      <p className={styles.about}>{ABOUT[id]}</p>
      <p>
        {minutes} minutes{done && ` · ${done}`}{' '}
        <button
          type="button"
          className="link"
          aria-label={`Teacher’s sheet: ${title}`}
          onClick={onSheet}
        >
          Teacher’s sheet
        </button>
      </p>
    </li>
  );
}

/** All lessons, with what of each has been done. */
export function LessonList() {
  const app = useApp();
  const heading = useRef<HTMLHeadingElement>(null);
  const [sheet, setSheet] = useState<LessonId>();
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <div className={styles.top}>
        <h2 ref={heading} tabIndex={-1}>
          Lessons
        </h2>
        <button type="button" className="button small" onClick={app.lessons.closeList}>
          Close
        </button>
      </div>
      <p>
        Each lesson works on the real page. You bet first, then you look. Take them in any order:
        your own text and run come back afterwards.
      </p>
      <ol className={styles.list}>
        {LESSON_IDS.map((id) => (
          <Row key={id} id={id} onSheet={() => setSheet(id)} />
        ))}
      </ol>
      {sheet && <Sheet id={sheet} onClose={() => setSheet(undefined)} />}
    </>
  );
}
