import { formatCount, formatDuration } from '../../base/format';
import { twinsProgress, twinsSoFar } from '../../store/experiments/twinsProgress';
import { useAppState } from '../app';
import styles from './TwinsProgress.module.css';

/** How far the three models have come, how long they still take on this machine, and how they stand. */
export function TwinsProgress() {
  const progress = useAppState(({ experiments }) => {
    const now = twinsProgress(experiments);
    if (!now) return undefined;
    const left = now.seconds === undefined ? '' : `, about ${formatDuration(now.seconds)} left`;
    return `step ${formatCount(now.step)} of ${formatCount(now.maxSteps)}${left}`;
  });
  const share = useAppState(({ experiments }) => twinsProgress(experiments)?.share);
  const soFar = useAppState(({ experiments }) => twinsSoFar(experiments));
  if (progress === undefined) return null;
  return (
    <span className={styles.progress}>
      <progress value={share} aria-label="Progress of the three models" />{' '}
      <span className="mono">{progress}</span> {soFar && <span>{soFar}</span>}
    </span>
  );
}
