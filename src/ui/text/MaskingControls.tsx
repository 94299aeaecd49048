import { useId } from 'react';
import { MASK_STRATEGIES, type MaskStrategy } from '../../config/settings';
import { STRATEGY_TEXTS } from '../../masking/strategyTexts';
import { useApp, useAppState } from '../app';
import styles from './Masking.module.css';

/** Numbers of masks that take turns, BERT's own 10 among them; 0: new ones in each epoch. */
const TURNS: readonly { value: number; label: string }[] = [
  { value: 0, label: 'new in each epoch, as RoBERTa' },
  { value: 1, label: 'always the same' },
  { value: 10, label: '10 sets in turn, as BERT' },
];

/** Which tokens are asked, with what that means in a sentence. */
export function StrategyChoice() {
  const app = useApp();
  const strategy = useAppState((s) => s.settings.maskStrategy);
  const explanation = useId();
  const { sentence, source } = STRATEGY_TEXTS[strategy];
  return (
    <div className={styles.strategy}>
      <label className={styles.choice}>
        Drawn{' '}
        <select
          aria-label="Masking strategy"
          aria-describedby={explanation}
          value={strategy}
          onChange={(event) =>
            app.settings.change({ maskStrategy: event.target.value as MaskStrategy })
          }
        >
          {MASK_STRATEGIES.map((name) => (
            <option key={name} value={name}>
              {STRATEGY_TEXTS[name].label}
            </option>
          ))}
        </select>
      </label>
      <p id={explanation}>
        {sentence} <span className={styles.source}>({source})</span>
      </p>
    </div>
  );
}

/** How often masks are drawn anew, and what swapped-in words are drawn from. */
export function RareChoices() {
  const app = useApp();
  const dupeFactor = useAppState((s) => s.settings.dupeFactor);
  const byFrequency = useAppState((s) => s.settings.randomByFrequency);
  // An address may ask for any number of sets.
  const turns = TURNS.some(({ value }) => value === dupeFactor)
    ? TURNS
    : [...TURNS, { value: dupeFactor, label: `${dupeFactor} sets in turn` }];
  return (
    <div className={styles.choices}>
      <label className={styles.choice}>
        Masks{' '}
        <select
          aria-label="How often masks are drawn anew"
          value={dupeFactor}
          onChange={(event) => app.settings.change({ dupeFactor: Number(event.target.value) })}
        >
          {turns.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label className={styles.choice}>
        Swaps{' '}
        <select
          aria-label="What swapped-in words are drawn from"
          value={byFrequency ? 'frequency' : 'uniform'}
          onChange={(event) =>
            app.settings.change({ randomByFrequency: event.target.value === 'frequency' })
          }
        >
          <option value="uniform">all words alike, as BERT</option>
          <option value="frequency">by frequency</option>
        </select>
      </label>
    </div>
  );
}
