import { useState } from 'react';
import { formatCount } from '../../base/format';
import type { View } from '../../protocol/messages';
import type { Specimen } from '../../store/specimen';
import { shownView } from '../../store/watch';
import { useApp, useAppState } from '../app';
import { attentionMap, mapBalance } from '../common/attention';
import { BalanceBar } from '../common/BalanceBar';
import styles from './Attention.module.css';
import { HeadMap } from './HeadMap';
import { LargeMap } from './LargeMap';
import { Scrubber } from './Scrubber';
import { type MapColours, useMapColours } from './useMapColours';

const CONTEXT_NOTES = {
  both: 'row looks at column',
  left: 'left only: nothing above the diagonal',
  right: 'right only: nothing below the diagonal',
} as const;

/** What stands at each place of the view. */
function placeNames(specimen: Specimen): string[] {
  const blanks = new Set(specimen.blanks);
  const names = specimen.tokens.map((token, i) =>
    blanks.has(i) ? '[MASK]' : specimen.text.slice(token.start, token.end),
  );
  return ['[CLS]', ...names, '[SEP]'];
}

interface HeadsProps {
  readonly view: View;
  /** What the maps are compared with; they themselves are shown if left out */
  readonly from: View | undefined;
  readonly colours: MapColours;
}

function AllHeads({ view, from, colours }: HeadsProps) {
  const app = useApp();
  const chosen = useAppState((s) => s.watch.head);
  const layers = Array.from({ length: view.layers }, (_, l) => l);
  const heads = Array.from({ length: view.heads }, (_, h) => h);
  return (
    <div
      className={styles.grid}
      style={{ gridTemplateColumns: `repeat(${Math.min(view.heads, 8)}, minmax(0, 1fr))` }}
    >
      {layers.flatMap((l) =>
        heads.map((h) => {
          const map = attentionMap(view, l, h);
          const balance = mapBalance(map, view.length);
          return (
            <figure
              key={`${l}.${h}`}
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
                  map={from ? map.map((x, i) => x - attentionMap(from, l, h)[i]!) : map}
                  size={view.length}
                  colours={colours}
                  change={from !== undefined}
                />
              </button>
              <figcaption className={styles.label}>
                <span className="mono">
                  L{l + 1}·H{h + 1}
                </span>
                <span className={styles.mini}>
                  <BalanceBar {...balance} />
                </span>
              </figcaption>
            </figure>
          );
        }),
      )}
    </div>
  );
}

/** A row a layer, a map a head; one of them large; and the way back in time. */
export function AttentionPanel() {
  const view = useAppState((s) => shownView(s.watch));
  const specimen = useAppState((s) => s.watch.specimen);
  const views = useAppState((s) => s.watch.views);
  const shown = useAppState((s) => s.watch.shown);
  const head = useAppState((s) => s.watch.head);
  const context = useAppState((s) => s.settings.context);
  const [large, setLarge] = useState(false);
  const [changes, setChanges] = useState(false);
  const first = views[0];
  const from = changes && first && view && first.length === view.length ? first : undefined;
  const colours = useMapColours();
  return (
    <section aria-labelledby="attention-heading">
      <div className={styles.heading}>
        <h2 id="attention-heading">Attention</h2>
        <button
          type="button"
          className={`link ${styles.switch}`}
          aria-pressed={large}
          onClick={() => setLarge(!large)}
          disabled={!view}
        >
          {large ? 'All heads' : `Enlarge L${head.layer + 1}·H${head.head + 1}`}
        </button>
        {!large && (
          <button
            type="button"
            className={`link ${styles.switch}`}
            aria-pressed={changes}
            onClick={() => setChanges(!changes)}
            disabled={views.length < 2}
          >
            Change
          </button>
        )}
        <span className={styles.note}>
          {view && `step ${formatCount(view.step)} · `}
          {from
            ? `ink: more than at step ${formatCount(from.step)}, red: less`
            : CONTEXT_NOTES[context]}
        </span>
      </div>
      {view && specimen && large && (
        <LargeMap view={view} head={head} tokens={placeNames(specimen)} colours={colours} />
      )}
      {view && !large && <AllHeads view={view} from={from} colours={colours} />}
      {!view && <p className={styles.none}>Each head’s map stands here once the model is made.</p>}
      <Scrubber views={views} shown={shown} />
    </section>
  );
}
