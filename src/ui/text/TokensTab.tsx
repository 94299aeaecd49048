import { memo, useState } from 'react';
import { formatCount } from '../../base/format';
import type { Prepared } from '../../store/prepared';
import { direction } from '../../text/direction';
import { CONTINUATION, FIRST_PIECE_ID } from '../../text/types';
import { MoreButton } from './MoreButton';
import type { ReadToken, ReadUnit } from './reading';
import styles from './Text.module.css';
import tokenStyles from './Tokens.module.css';
import { useChosenToken } from './useChosenToken';
import { useReading } from './useReading';
import { VocabularyTable } from './VocabularyTable';
import { WordSplit } from './WordSplit';

interface ChipProps {
  readonly prepared: Prepared;
  readonly token: ReadToken;
  readonly chosen: boolean;
}

/** A token as a chip; one that continues its word is joined to the one before. */
function Chip({ prepared, token, chosen }: ChipProps) {
  const { vocabulary } = prepared;
  const { counts } = prepared.encoded;
  const { id, fate, index } = token;
  const written = vocabulary.tokens[id]!;
  const joined = written.startsWith(CONTINUATION) && id >= FIRST_PIECE_ID;
  const count = id < FIRST_PIECE_ID ? '' : ` · ${formatCount(counts[id]!)} times in the text`;
  return (
    <li
      data-token-id={id}
      data-index={index}
      data-fate={fate === 'none' ? undefined : fate}
      data-joined={joined || undefined}
      data-special={id < FIRST_PIECE_ID || undefined}
      data-chosen={chosen || undefined}
      title={`${written} · id ${id}${count}`}
    >
      {joined ? written.slice(CONTINUATION.length) : written}
    </li>
  );
}

interface ChipsProps {
  readonly prepared: Prepared;
  readonly read: ReadUnit;
  /** Where in the text the chosen token stands, if it is in this unit */
  readonly chosen: number | undefined;
}

const Chips = memo(function Chips({ prepared, read, chosen }: ChipsProps) {
  return read.tokens.map((token, i) => (
    <Chip
      // biome-ignore lint/suspicious/noArrayIndexKey: a place in its unit is a token's identity
      key={i}
      prepared={prepared}
      token={token}
      chosen={chosen !== undefined && token.index === chosen}
    />
  ));
});

/** The text as the model reads it, how each word was split, and the vocabulary behind it. */
export function TokensTab() {
  const { prepared, units, ...paging } = useReading();
  const [view, setView] = useState<'text' | 'vocabulary'>('text');
  const shown = units.flatMap((u) => u.tokens.flatMap(({ index }) => index ?? []));
  const { chosen, move, point } = useChosenToken(shown, '[data-index]');
  if (!prepared || units.length === 0) return <p className={styles.hint}>No tokens yet.</p>;

  if (view === 'vocabulary') {
    return (
      <>
        <VocabularyTable prepared={prepared} />
        <p className={tokenStyles.views}>
          <button type="button" onClick={() => setView('text')}>
            Show the text as tokens
          </button>
        </p>
      </>
    );
  }
  return (
    <>
      <div className={styles.scroll}>
        <ol
          aria-label="Tokens"
          aria-describedby="word-split"
          className={styles.chips}
          dir={direction(prepared.text)}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
          tabIndex={0}
          onKeyDown={move}
          onClick={(event) => point(event.target)}
        >
          {units.map((read) => (
            <Chips
              key={read.unit}
              prepared={prepared}
              read={read}
              chosen={read.tokens.some((t) => t.index === chosen) ? chosen : undefined}
            />
          ))}
        </ol>
        <MoreButton {...paging} what="sentences or parts" />
      </div>
      <div id="word-split" className={tokenStyles.split} aria-live="polite">
        {chosen !== undefined ? (
          <WordSplit prepared={prepared} index={chosen} />
        ) : (
          <p>Press a token to see how its word was split.</p>
        )}
      </div>
      <p className={tokenStyles.views}>
        <button type="button" onClick={() => setView('vocabulary')}>
          Show the vocabulary
        </button>
      </p>
    </>
  );
}
