import { formatCount } from '../../base/format';
import { counted } from '../../base/words';
import type { TextStats } from '../../dataset/prepare';
import { useAppState } from '../app';
import styles from './Repeats.module.css';

/** "62 sentences repeat another word for word, and 113 do so nearly" */
function count({ copies, near }: TextStats): string {
  const repeat = (n: number) =>
    `${counted(n, 'sentence')} ${n === 1 ? 'repeats' : 'repeat'} another`;
  if (copies === 0) return `${repeat(near)} nearly word for word`;
  const nearly =
    near > 0 ? `, and ${formatCount(near)} ${near === 1 ? 'does' : 'do'} so nearly` : '';
  return `${repeat(copies)} word for word${nearly}`;
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
      {count(stats)}; {consequence(stats, kept)}.
    </p>
  );
}
