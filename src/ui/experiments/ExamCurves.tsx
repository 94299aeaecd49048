import { lazy, Suspense, useMemo } from 'react';
import { formatCount, formatPercent } from '../../base/format';
import { PanelHeading } from '../common/PanelHeading';
import type { ExamChartProps } from './ExamChart';
import styles from './ExamCurves.module.css';
import { TWIN_NAMES } from './TwinColumns';
import { useExperiments } from './useExperiments';

/** The chart library is as large as the rest of the page, so it loads after it. */
const ExamChart = lazy(() => import('./ExamChart'));

/** Loss on the exam of all runs, over the least possible from each side where that is known; the last figures as a table. */
export function ExamCurves() {
  const {
    language,
    twins,
    maxSteps: wanted,
    scope: chosen,
    text,
    textSteps,
  } = useExperiments('language', 'twins', 'maxSteps', 'scope', 'text', 'textSteps');
  const tellingFloors = chosen === 'telling' ? language?.tellingFloors : undefined;
  const scope = tellingFloors ? 'telling' : 'all';
  const telling = useMemo(() => language?.telling.reduce((a, b) => a + b, 0) ?? 0, [language]);
  const shown: ExamChartProps | undefined = language && {
    floors: tellingFloors ?? language.floors,
    knowsNothing: language.knowsNothing,
    runs: twins.map(({ id, evals }) => ({
      id,
      points: evals.map((sat) => ({
        step: sat.step,
        loss: scope === 'telling' ? sat.telling.loss : sat.loss,
      })),
    })),
    maxSteps:
      twins[0]?.settings.maxSteps ?? (text ? (textSteps ?? text.settings.maxSteps) : wanted),
  };
  return (
    <section aria-labelledby="exam-heading">
      <PanelHeading id="exam-heading" title="Loss on the exam">
        {language && (
          <span>
            in nats, on the same{' '}
            {scope === 'telling'
              ? `${formatCount(telling)} held-out blanks where the side matters`
              : `${formatCount(language.examBlanks)} held-out blanks`}
          </span>
        )}
      </PanelHeading>
      <figure aria-label="Loss on the exam" className={styles.chart}>
        {shown && (
          <Suspense fallback={null}>
            <ExamChart {...shown} />
          </Suspense>
        )}
      </figure>
      <p className={`small-print ${styles.hint}`}>
        Losses in training cannot be compared: each run has its own masks, and hiding 40 % asks
        harder questions than hiding 15 %. The exam is the same for all
        {language &&
          `: it hides ${formatPercent(language.examShare, 1)} of the ${text ? 'tokens' : 'words'}`}
        .
      </p>
      {shown && (
        <table className="visually-hidden">
          <caption>Loss on the exam{shown.floors && ' and the least possible'}, nats</caption>
          <tbody>
            {(['left', 'right', 'both'] as const).map((context) => (
              <tr key={context}>
                <th scope="row">{TWIN_NAMES[context]}</th>
                <td>
                  {shown.runs
                    .find(({ id }) => id === context)
                    ?.points.at(-1)
                    ?.loss.toFixed(3) ?? '–'}
                </td>
                {shown.floors && <td>{shown.floors[context].loss.toFixed(3)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
