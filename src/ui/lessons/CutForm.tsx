import { useState } from 'react';
import { withCuts } from '../../lessons/cuts';
import type { Bet } from '../../lessons/lesson';
import type { Note } from '../../store/lessons/state';
import styles from './BetForm.module.css';

interface Props {
  readonly bet: Extract<Bet, { kind: 'cut' }>;
  readonly onBet: (made: Note) => void;
}

/** A word to be cut by hand: a gap between two letters is a button. */
export function CutForm({ bet, onBet }: Props) {
  const [cuts, setCuts] = useState<readonly number[]>([]);
  const letters = [...bet.word];
  const toggle = (at: number) =>
    setCuts(
      cuts.includes(at) ? cuts.filter((cut) => cut !== at) : [...cuts, at].sort((a, b) => a - b),
    );
  return (
    <fieldset className={styles.form}>
      <legend>{bet.label}</legend>
      <div className={styles.letters}>
        {letters.map((letter, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a letter is told by its place
          <span key={i}>
            {i > 0 && (
              <button
                type="button"
                aria-pressed={cuts.includes(i)}
                aria-label={`Cut between ${letters[i - 1]} and ${letter}`}
                onClick={() => toggle(i)}
              />
            )}
            {letter}
          </span>
        ))}
      </div>
      <div className={styles.row}>
        <button type="button" className="button small" onClick={() => onBet(cuts)}>
          {cuts.length === 0 ? 'I would not cut it' : 'Bet'}
        </button>
        <span role="status" className="small-print">
          {withCuts(bet.word, cuts)}
        </span>
      </div>
    </fieldset>
  );
}
