import { useRef } from 'react';
import { flushSync } from 'react-dom';
import { useApp, useAppState } from '../app';
import { useStaleProps } from '../common/unseen';
import styles from './ExamBand.module.css';
import { Question } from './Question';
import { Results } from './Results';
import { useLargeView } from './useLargeView';

/** In the specimen's place: the words that the person guesses, and then what came of it. */
export default function ExamBand() {
  const app = useApp();
  const exam = useAppState((s) => s.youFirst);
  const band = useRef<HTMLElement>(null);
  const { isLarge, toggle } = useLargeView(band);
  const stale = useStaleProps();
  if (!exam) return null;
  const enlarge = () => {
    toggle();
    band.current?.querySelector('input')?.focus();
  };
  return (
    <section
      ref={band}
      aria-label="Specimen"
      className={styles.band}
      data-large={isLarge || undefined}
      {...stale}
    >
      <div className={styles.top}>
        <h2>You first</h2>
        <div className={styles.buttons}>
          <button type="button" className="button" aria-pressed={isLarge} onClick={enlarge}>
            {isLarge ? 'Leave full screen' : 'Full screen'}
          </button>
          <button
            type="button"
            className="button"
            onClick={() => {
              flushSync(app.youFirst.leave);
              document.getElementById('you-first')?.focus();
            }}
          >
            {exam.isFinished ? 'Back to the sentence' : 'Leave'}
          </button>
        </div>
      </div>
      {exam.isFinished ? <Results exam={exam} /> : <Question exam={exam} />}
    </section>
  );
}
