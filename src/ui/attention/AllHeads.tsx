import type { Direction } from '../../corpus/direction';
import type { AttentionMaps, View } from '../../protocol/look';
import { useApp, useAppState } from '../app';
import { attentionMap, changeOf, mapBalance } from '../common/attention';
import { BalanceBar } from '../common/BalanceBar';
import styles from './AllHeads.module.css';
import { HeadMap } from './HeadMap';
import type { MapColours } from './useMapColours';

interface Props {
  readonly view: View;
  /** What the maps are compared with; they themselves are shown if left out */
  readonly from: AttentionMaps | undefined;
  readonly dir: Direction;
  readonly colours: MapColours;
}

/** More maps than this stand close together, under one row of numbers: all of BERT-base's 144 fit a screen. */
const MOST_APART = 48;
/** Heads in a row where they stand apart */
const APART_IN_ROW = 8;

/** A row a layer, a map a head; or what of it differs from another moment or run. */
export function AllHeads({ view, from, dir, colours }: Props) {
  const app = useApp();
  const chosen = useAppState((s) => s.watch.head);
  const layers = Array.from({ length: view.layers }, (_, l) => l);
  const heads = Array.from({ length: view.heads }, (_, h) => h);
  const isDense = view.layers * view.heads > MOST_APART;
  const columns = isDense ? view.heads : Math.min(view.heads, APART_IN_ROW);
  const gridTemplateColumns = `repeat(${columns}, minmax(0, 1fr))`;
  return (
    <div className={styles.layers} data-dense={isDense || undefined} data-results>
      {isDense && (
        <div className={styles.row} aria-hidden="true">
          <span className={styles.layer}>head</span>
          <div className={styles.grid} style={{ gridTemplateColumns }}>
            {heads.map((h) => (
              <span key={h} className={styles.number}>
                {h + 1}
              </span>
            ))}
          </div>
        </div>
      )}
      {layers.map((l) => (
        <div key={l} className={styles.row}>
          <span className={styles.layer} aria-hidden="true">
            <span className={styles.word}>layer </span>
            {l + 1}
          </span>
          <div className={styles.grid} style={{ gridTemplateColumns }}>
            {heads.map((h) => {
              const balance = mapBalance(attentionMap(view, l, h), view.length);
              return (
                <figure
                  key={h}
                  aria-label={`Attention layer ${l + 1} head ${h + 1}`}
                  data-step={view.step}
                >
                  <button
                    type="button"
                    className={styles.map}
                    aria-pressed={chosen.layer === l && chosen.head === h}
                    aria-label={`Show layer ${l + 1} head ${h + 1} over the sentence`}
                    onClick={() => app.watch.chooseHead(l, h)}
                  >
                    <HeadMap
                      map={changeOf(view, from, l, h)}
                      size={view.length}
                      dir={dir}
                      colours={colours}
                      change={from !== undefined}
                    />
                  </button>
                  <figcaption className={styles.label}>
                    {!isDense && <span>head {h + 1}</span>}
                    <span className={styles.mini}>
                      <BalanceBar {...balance} dir={dir} />
                    </span>
                  </figcaption>
                </figure>
              );
            })}
          </div>
        </div>
      ))}
    </div>
  );
}
