import { Suspense, use, useMemo } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import type { LessonId } from '../../config/lessons';
import { loadLesson } from '../../lessons/lessons';
import { useApp, useAppState } from '../app';
import { LessonList } from './LessonList';
import { LessonPanel } from './LessonPanel';
import styles from './LessonsAside.module.css';

function Loaded({ load }: { load: Promise<Awaited<ReturnType<typeof loadLesson>>> }) {
  return <LessonPanel lesson={use(load)} />;
}

function Lesson({ id }: { id: LessonId }) {
  const app = useApp();
  const load = useMemo(() => loadLesson(id), [id]);
  return (
    <ErrorBoundary
      resetKeys={[id]}
      fallbackRender={() => (
        <p role="alert">
          This lesson could not be fetched. Check the connection, then{' '}
          <button type="button" className="link" onClick={app.lessons.leave}>
            <u>close it</u>
          </button>{' '}
          and open it again.
        </p>
      )}
    >
      <Suspense fallback={<p role="status">Fetching the lesson …</p>}>
        <Loaded load={load} />
      </Suspense>
    </ErrorBoundary>
  );
}

/** The lessons beside the page: their list, or the one that is open. */
export function LessonsAside() {
  const id = useAppState((s) => s.lessons.open?.id);
  return (
    <aside aria-label="Lessons" className={styles.aside}>
      {id ? <Lesson key={id} id={id} /> : <LessonList />}
    </aside>
  );
}
