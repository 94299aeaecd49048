import { formatCount, formatDuration, formatRate } from '../../base/format';
import { counted } from '../../base/words';
import type { AppState } from '../../store/app';
import { isFinished, prolongedSteps } from '../../store/playground/selectors';
import { useAppState } from '../app';
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
  return `Finished. Train adds ${counted(prolongedSteps(s) - s.run.step, 'step')}.`;
}

/** Step, speed, time left, over a thin bar. */
export function Progress() {
  const step = useAppState((s) => s.run.step);
  const maxSteps = useAppState((s) => s.settings.maxSteps);
  const rate = useAppState((s) => s.run.stepsPerSecond);
  const running = useAppState((s) => s.run.status === 'running');
  const activity = useAppState(doing);
  return (
    <div className={styles.progress}>
      <p className={styles.figures}>
        <span className="mono">
          step <span data-testid="step">{formatCount(step)}</span> / {formatCount(maxSteps)}
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
        aria-valuemax={maxSteps}
        aria-valuenow={Math.min(step, maxSteps)}
        aria-valuetext={`step ${step} of ${maxSteps}`}
      >
        <div
          className={styles.fill}
          style={{ transform: `scaleX(${Math.min(1, step / maxSteps)})` }}
        />
      </div>
    </div>
  );
}
