import { formatCount } from '../../base/format';
import type { TextStats } from '../../dataset/prepare';
import { useAppState } from '../app';
import styles from './Repeats.module.css';

function count({ copies, near }: TextStats): string {
  const parts = [
    copies > 0 ? `${formatCount(copies)} word for word` : '',
    near > 0 ? `${formatCount(near)} nearly word for word` : '',
  ];
  return parts.filter(Boolean).join(' and ');
}

function consequence({ tooAlike }: TextStats, keptTogether: boolean): string {
  if (!keptTogether) return 'what is held out may also be trained on';
  if (tooAlike) return 'only exact repeats are kept together, as so many sentences are alike';
  return 'repeats are kept together, all trained on or all held out';
}

/** How many sentences repeat others: held out, these would ask what the model has already seen. */
export function Repeats() {
  const stats = useAppState((s) => (s.preparing ? undefined : s.prepared?.stats));
  const kept = useAppState((s) => s.prepared?.madeFor.keepTogether ?? true);
  if (!stats || stats.copies + stats.near === 0) return null;
  return (
    <p className={`small-print ${styles.repeats}`}>
      Of its sentences, {count(stats)} repeat another; {consequence(stats, kept)}.
    </p>
  );
}
