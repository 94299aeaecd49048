import { counted } from '../../base/words';
import type { Bet } from '../../lessons/lesson';
import type { Note } from '../../store/lessons/state';
import { useAppState } from '../app';
import styles from './BetForm.module.css';

interface Props {
  readonly bet: Extract<Bet, { kind: 'points' }>;
  readonly onBet: (made: Note) => void;
}

function howMany(chosen: number, count: number): string {
  if (chosen < count) return `${counted(count - chosen, 'more token')} to choose`;
  if (chosen > count) return `${chosen - count} too many: click one again to take it back`;
  return 'All chosen';
}

/** Tokens that the person points at in the Masked view. */
export function PointsForm({ bet, onBet }: Props) {
  const pointed = useAppState((s) => s.lessons.open?.pointed) ?? [];
  const masked = useAppState((s) => s.lessons.open?.masked);
  const written = new Map(
    masked?.flatMap(({ tokens }) => tokens.map((token) => [token.index, token.written])),
  );
  return (
    <fieldset className={styles.form}>
      <legend>{bet.label}</legend>
      {pointed.length > 0 && (
        <p className={styles.points}>{pointed.map((index) => written.get(index)).join(' · ')}</p>
      )}
      <div className={styles.row}>
        <button
          type="button"
          className="button small"
          disabled={pointed.length !== bet.count}
          onClick={() => onBet(pointed)}
        >
          Bet
        </button>
        <span role="status" className="small-print">
          {howMany(pointed.length, bet.count)}
        </span>
      </div>
    </fieldset>
  );
}
