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

/** A row a layer, a map a head; or what of it differs from another moment or run. */
export function AllHeads({ view, from, dir, colours }: Props) {
  const app = useApp();
  const chosen = useAppState((s) => s.watch.head);
  const layers = Array.from({ length: view.layers }, (_, l) => l);
  const heads = Array.from({ length: view.heads }, (_, h) => h);
  return (
    <div className={styles.layers} data-results>
      {layers.map((l) => (
        <div key={l} className={styles.row}>
          <span className={styles.layer} aria-hidden="true">
            layer {l + 1}
          </span>
          <div
            className={styles.grid}
            style={{ gridTemplateColumns: `repeat(${Math.min(view.heads, 8)}, minmax(0, 1fr))` }}
          >
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
                    <span>head {h + 1}</span>
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
