import { useId } from 'react';
import { MASK_STRATEGIES } from '../../config/settings';
import { STRATEGY_TEXTS } from '../../masking/strategyTexts';
import { useApp, useAppState } from '../app';
import { Choice, optionsOf } from '../common/Choice';
import { Term } from '../glossary/Term';
import { ChoiceRow } from './ChoiceRow';
import styles from './MaskingControls.module.css';

const STRATEGIES = MASK_STRATEGIES.map((value) => ({ value, words: STRATEGY_TEXTS[value].label }));

/** How many sets of masks take turns (BERT has 10); 0 means new masks in each epoch. */
const TURNS: readonly { value: number; words: string }[] = [
  { value: 0, words: 'new in each epoch, as in RoBERTa' },
  { value: 1, words: 'always the same' },
  { value: 10, words: '10 sets in turn, as in BERT' },
];

const SWAPS = optionsOf({ uniform: 'all words equally, as in BERT', frequency: 'by frequency' });

/** Which tokens are masked, and a sentence that says what the choice means. */
export function StrategyChoice() {
  const app = useApp();
  const strategy = useAppState((s) => s.settings.maskStrategy);
  const explanation = useId();
  const { sentence, source } = STRATEGY_TEXTS[strategy];
  return (
    <div className={styles.strategy}>
      <ChoiceRow>
        <Choice
          label="Mask by"
          aria-label="Masking strategy"
          aria-describedby={explanation}
          value={strategy}
          options={STRATEGIES}
          onChoose={(maskStrategy) => app.settings.change({ maskStrategy })}
        />
      </ChoiceRow>
      <p id={explanation}>
        {sentence} <span className={styles.source}>({source})</span>
        {strategy === 'span' && (
          <>
            {' '}
            Such a run is a <Term id="span">span</Term>.
          </>
        )}
      </p>
    </div>
  );
}

/** How often masks are drawn anew, and what swapped-in words are drawn from. */
export function RareChoices() {
  const app = useApp();
  const dupeFactor = useAppState((s) => s.settings.dupeFactor);
  const byFrequency = useAppState((s) => s.settings.randomByFrequency);
  // A link may set any number.
  const turns = TURNS.some(({ value }) => value === dupeFactor)
    ? TURNS
    : [...TURNS, { value: dupeFactor, words: `${dupeFactor} sets in turn` }];
  return (
    <div className={styles.choices}>
      <ChoiceRow>
        <Choice
          label="Masks"
          aria-label="How often masks are drawn anew"
          value={dupeFactor}
          options={turns}
          onChoose={(chosen) => app.settings.change({ dupeFactor: chosen })}
        />
        <Choice
          label="Swaps"
          aria-label="What swapped-in words are drawn from"
          value={byFrequency ? 'frequency' : 'uniform'}
          options={SWAPS}
          onChoose={(chosen) => app.settings.change({ randomByFrequency: chosen === 'frequency' })}
        />
      </ChoiceRow>
      <p>
        Each pass over the text is an <Term id="epoch">epoch</Term>.
      </p>
    </div>
  );
}
