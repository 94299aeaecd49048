import { useState } from 'react';
import { shortened } from '../../base/words';
import type { Bet } from '../../lessons/lesson';
import type { Note } from '../../store/lessons/state';
import styles from './BetForm.module.css';

const wordsIn = (line: string) => line.split(' ');

/** The words that were picked, a line each. */
export const pickedWords = (lines: readonly string[], picked: readonly unknown[]): string =>
  lines
    .map((line, i) => wordsIn(line).find((_, word) => word === picked[i]) ?? '?')
    .map((word) => shortened(word.replace(/[.,;:!?]+$/, '')))
    .join(', ');

interface Props {
  readonly bet: Extract<Bet, { kind: 'pick' }>;
  readonly onBet: (made: Note) => void;
}

/** One word is picked in each line, one line after the other. */
export function PickForm({ bet: { label, lines }, onBet }: Props) {
  const [picked, setPicked] = useState<readonly number[]>([]);
  const pick = (word: number) => {
    const all = [...picked, word];
    if (all.length === lines.length) onBet(all);
    else setPicked(all);
  };
  const line = lines[picked.length] ?? '';
  return (
    <fieldset className={styles.form}>
      <legend>{label}</legend>
      {lines.length > 1 && (
        <p role="status" className="small-print">
          Line {picked.length + 1} of {lines.length}
        </p>
      )}
      {/* The next line takes the focus away from a word that is gone. */}
      <div key={picked.length} className={styles.words}>
        {wordsIn(line).map((word, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a word is told by its place
          <button key={i} type="button" onClick={() => pick(i)}>
            {word}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
