import { formatCount } from '../../base/format';
import styles from './MoreButton.module.css';

interface Props {
  readonly left: number;
  readonly waiting: boolean;
  readonly more: () => void;
  readonly what: string;
}

export function MoreButton({ left, waiting, more, what }: Props) {
  if (left === 0) return null;
  return (
    <p className={styles.more}>
      <button type="button" className="button small" onClick={more} disabled={waiting}>
        Show more ({formatCount(left)} {what} left)
      </button>
    </p>
  );
}
