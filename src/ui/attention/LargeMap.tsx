import { useState } from 'react';
import { formatPercent, formatPoints } from '../../base/format';
import type { AttentionMaps, View } from '../../protocol/look';
import { changeOf } from '../common/attention';
import type { TextLook } from '../common/textLook';
import { HeadMap } from './HeadMap';
import styles from './LargeMap.module.css';
import type { MapColours } from './useMapColours';

interface Props {
  readonly view: View;
  /** What the head is compared with, and its name; it is shown for itself if left out */
  readonly from: { readonly maps: AttentionMaps; readonly name: string } | undefined;
  readonly head: { readonly layer: number; readonly head: number };
  /** By place, [CLS] and [SEP] included */
  readonly tokens: readonly string[];
  /** Language and direction of the sentence */
  readonly look: TextLook;
  readonly colours: MapColours;
}

/** Labels that there is room for, side by side, in the width of the map. */
const ROOM = 20;

/** One head large, its tokens on both axes; a row is read in numbers when pointed at or focused. */
export function LargeMap({ view, from, head, tokens, look, colours }: Props) {
  const [row, setRow] = useState<number>();
  const T = view.length;
  const every = Math.ceil(T / ROOM);
  const map = changeOf(view, from?.maps, head.layer, head.head);
  const shares = row === undefined ? undefined : Array.from(map.subarray(row * T, (row + 1) * T));
  const top = shares
    ?.map((share, j) => ({ share, j }))
    .sort((a, b) => Math.abs(b.share) - Math.abs(a.share))
    .slice(0, 10);
  return (
    <figure
      className={styles.large}
      aria-label={`Attention layer ${head.layer + 1} head ${head.head + 1}`}
      data-step={view.step}
    >
      <div
        {...look}
        data-results
        className={styles.largeGrid}
        onPointerLeave={() => setRow(undefined)}
      >
        <ol className={styles.rowLabels}>
          {tokens.map((token, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a place is its own identity
            <li key={i} data-chosen={row === i || undefined} data-bare={i % every > 0 || undefined}>
              <button
                type="button"
                onPointerEnter={() => setRow(i)}
                onFocus={() => setRow(i)}
                onBlur={() => setRow(undefined)}
                aria-label={`What ${token} looks at`}
              >
                {token}
              </button>
            </li>
          ))}
        </ol>
        <div
          className={styles.largeMap}
          onPointerMove={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            const i = Math.floor(((event.clientY - box.top) / box.height) * T);
            setRow(Math.max(0, Math.min(T - 1, i)));
          }}
        >
          <HeadMap
            map={map}
            size={T}
            dir={look.dir}
            colours={colours}
            change={from !== undefined}
          />
          {row !== undefined && (
            <span
              className={styles.rowMark}
              style={{ top: `${(100 * row) / T}%`, height: `${100 / T}%` }}
            />
          )}
        </div>
        <ol className={styles.columnLabels} aria-hidden="true">
          {tokens.map((token, j) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a place is its own identity
            <li key={j} data-bare={j % every > 0 || undefined}>
              <span>{token}</span>
            </li>
          ))}
        </ol>
      </div>
      <figcaption className={styles.reading} aria-live="polite">
        {row === undefined || !top ? (
          <>Point at a row to see its numbers.</>
        ) : (
          <>
            <strong>
              <bdi lang={look.lang}>{tokens[row]}</bdi>
            </strong>{' '}
            looks at
            {from && <p className={styles.points}>percentage points against {from.name}</p>}
            <ol>
              {top.map(({ share, j }) => (
                <li key={j}>
                  <bdi lang={look.lang}>{tokens[j]}</bdi>{' '}
                  <span>{from ? formatPoints(share) : formatPercent(share)}</span>
                </li>
              ))}
            </ol>
          </>
        )}
      </figcaption>
    </figure>
  );
}
