import { formatCount, formatDuration, formatRate } from '../../base/format';
import { counted } from '../../base/words';
import type { AppState } from '../../store/app';
import {
  isFinished,
  lastStep,
  lengthOf,
  prolongedSteps,
  wentBack,
} from '../../store/playground/selectors';
import { useAppState } from '../app';
import { Term } from '../glossary/Term';
import styles from './Transport.module.css';

const PHASES = {
  counting: 'Reading the text',
  comparing: 'Looking for sentences that repeat others',
  learning: 'Learning a vocabulary',
  encoding: 'Cutting the text into tokens',
} as const;

/** What the page is doing when it is not simply training. */
function doing(s: AppState): string | undefined {
  if (s.opening) return `Opening ${s.opening.name} ${Math.round(100 * s.opening.fraction)} %`;
  if (s.preparing) {
    const share = Math.round(100 * s.preparing.fraction);
    return `${PHASES[s.preparing.phase]}${share > 0 ? ` ${share} %` : ''}`;
  }
  if (s.run.phase) return s.run.phase;
  if (!isFinished(s)) return undefined;
  const more = `Train adds ${counted(prolongedSteps(s) - s.run.step, 'step')}.`;
  return wentBack(s.run) ? more : `Finished. ${more}`; // beside "Best at step …" there is no room
}

/** Step, speed, time left, over a thin bar. */
export function Progress() {
  const step = useAppState((s) => s.run.step);
  const maxSteps = useAppState(lengthOf);
  const rate = useAppState((s) => s.run.stepsPerSecond);
  const running = useAppState((s) => s.run.status === 'running');
  const activity = useAppState(doing);
  /** Where it is back at its best: the last step that it had come to */
  const backFrom = useAppState((s) => (wentBack(s.run) ? lastStep(s.run) : undefined));
  const end = backFrom ?? maxSteps;
  const [at, of] = backFrom === undefined ? ['step', '/'] : ['Best at step', 'of'];
  return (
    <div className={styles.progress}>
      <p className={styles.figures}>
        <span className="mono">
          {backFrom === undefined ? <Term id="step">step</Term> : 'Best at step'}{' '}
          <span data-testid="step">{formatCount(step)}</span> {of} {formatCount(end)}
        </span>
        {/* There is no room for both: at rest, the message matters more than the speed. */}
        <span className={`mono ${styles.speed}`} hidden={!running && Boolean(activity)}>
          <span data-testid="steps-per-second">{rate === undefined ? '–' : formatRate(rate)}</span>{' '}
          steps/s
          {running && rate !== undefined && !activity && (
            <> · {formatDuration((maxSteps - step) / rate)} left</>
          )}
        </span>
        {activity && (
          <span className={styles.activity} role="status">
            {activity}
          </span>
        )}
      </p>
      <div
        className={styles.track}
        role="progressbar"
        aria-label="Training progress"
        aria-valuemin={0}
        aria-valuemax={end}
        aria-valuenow={Math.min(step, end)}
        aria-valuetext={`${at} ${step} of ${end}`}
      >
        <div className={styles.fill} style={{ transform: `scaleX(${Math.min(1, step / end)})` }} />
      </div>
    </div>
  );
}
