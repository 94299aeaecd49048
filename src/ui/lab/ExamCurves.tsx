import { lazy, Suspense } from 'react';
import { formatCount } from '../../base/format';
import { useAppState } from '../app';
import styles from './Lab.module.css';

/** The chart library is as heavy as the rest of the page: it comes after it. */
const ExamChart = lazy(() => import('./ExamChart'));

/** Loss on the exam of all runs, over the least possible from each side; the last figures as a table. */
export function ExamCurves() {
  const { language, runs, maxSteps, experiment } = useAppState((s) => s.lab);
  const twins = experiment?.kind === 'twins' ? runs : [];
  return (
    <section aria-labelledby="exam-heading" className={styles.exam}>
      <div className={styles.panelHeading}>
        <h3 id="exam-heading">Loss on the exam</h3>
        {language && (
          <span>
            nats, the same {formatCount(language.examBlanks)} held-out blanks for all; training
            losses are never compared
          </span>
        )}
      </div>
      <figure aria-label="Loss on the exam" className={styles.chart}>
        {language && (
          <Suspense fallback={null}>
            <ExamChart language={language} runs={twins} maxSteps={maxSteps} />
          </Suspense>
        )}
      </figure>
      {language && (
        <table className="visually-hidden">
          <caption>Loss on the exam and the least possible, nats</caption>
          <tbody>
            {(['left', 'right', 'both'] as const).map((context) => (
              <tr key={context}>
                <th scope="row">{context}</th>
                <td>
                  {twins
                    .find(({ id }) => id === context)
                    ?.evals.at(-1)
                    ?.loss.toFixed(3) ?? '–'}
                </td>
                <td>{language.floors[context].loss.toFixed(3)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
