import { useState } from 'react';
import { formatPercent } from '../../base/format';
import { MOST_UNKNOWN } from '../../config/textLimits';
import { useApp, useAppState } from '../app';
import { Term } from '../glossary/Term';
import styles from './Transport.module.css';

/** Where whole words are tokens and many are too rare for that: what the model makes of them, and another way to read them. */
export default function RareWords() {
  const app = useApp();
  const stats = useAppState((s) => s.prepared?.stats);
  const madeOf = useAppState((s) => s.prepared?.madeFor.tokenizer);
  const tokenizer = useAppState((s) => s.settings.tokenizer);
  /** What was chosen before this button chose pieces, and for which text */
  const [before, setBefore] = useState<{ readonly source: object; readonly isAuto: boolean }>();
  const source = useAppState((s) => s.source);
  const goBack = () => {
    setBefore(undefined);
    if (before?.isAuto) app.settings.leaveToAuto('tokenizer');
    else app.settings.change({ tokenizer: 'word' });
  };
  const readInPieces = () => {
    setBefore({ source, isAuto: app.store.getState().auto.includes('tokenizer') });
    app.settings.change({ tokenizer: 'wordpiece' });
  };
  const isBack = tokenizer === 'wordpiece' && before?.source === source;
  const share = stats?.unknown.spelling.tokens ?? 0;
  const isRare = tokenizer === 'word' && madeOf === 'word' && share > MOST_UNKNOWN;
  if (!isBack && !isRare) return null;
  return (
    <p className={styles.rare}>
      <span>
        {isBack ? (
          'Rare words are read in pieces.'
        ) : (
          <>
            {formatPercent(share)} of the tokens are words too rare for the vocabulary: the model
            reads each as <Term id="unk">[UNK]</Term> and is never asked for it.
          </>
        )}
      </span>{' '}
      <button type="button" className="button small" onClick={isBack ? goBack : readInPieces}>
        {isBack ? 'Read them as unknown again' : 'Read rare words in pieces'}
      </button>
    </p>
  );
}
