import { memo } from 'react';
import { formatCount } from '../../base/format';
import type { Prepared } from '../../store/prepared';
import { direction } from '../../text/direction';
import { CONTINUATION, FIRST_PIECE_ID } from '../../text/types';
import { MoreButton } from './MoreButton';
import type { ReadToken, ReadUnit } from './reading';
import styles from './Text.module.css';
import { useReading } from './useReading';

/** A token as a chip; one that continues its word is joined to the one before. */
function Chip({ prepared, token }: { prepared: Prepared; token: ReadToken }) {
  const { vocabulary } = prepared;
  const { counts } = prepared.encoded;
  const { id, fate } = token;
  const written = vocabulary.tokens[id]!;
  const joined = written.startsWith(CONTINUATION) && id >= FIRST_PIECE_ID;
  const count = id < FIRST_PIECE_ID ? '' : ` · ${formatCount(counts[id]!)} times in the text`;
  return (
    <li
      data-token-id={id}
      data-fate={fate === 'none' ? undefined : fate}
      data-joined={joined || undefined}
      data-special={id < FIRST_PIECE_ID || undefined}
      title={`${written} · id ${id}${count}`}
    >
      {joined ? written.slice(CONTINUATION.length) : written}
    </li>
  );
}

const Chips = memo(function Chips({ prepared, read }: { prepared: Prepared; read: ReadUnit }) {
  return read.tokens.map((token, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a place in its unit is a token's identity
    <Chip key={i} prepared={prepared} token={token} />
  ));
});

/** The text as the model reads it. */
export function TokensTab() {
  const { prepared, units, ...paging } = useReading();
  if (!prepared || units.length === 0) return <p className={styles.hint}>No tokens yet.</p>;
  return (
    <div className={styles.scroll}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <ol aria-label="Tokens" className={styles.chips} dir={direction(prepared.text)} tabIndex={0}>
        {units.map((read) => (
          <Chips key={read.unit} prepared={prepared} read={read} />
        ))}
      </ol>
      <MoreButton {...paging} what="sentences or parts" />
    </div>
  );
}
