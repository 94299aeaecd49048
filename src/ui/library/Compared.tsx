import { lazy, Suspense, useMemo, useState } from 'react';
import { formatPercent } from '../../base/format';
import { counted } from '../../base/words';
import { useAppState } from '../app';
import { PanelHeading } from '../common/PanelHeading';
import styles from './Compared.module.css';
import { Comparison } from './Comparison';
import { conditionsOf, haveSeeds } from './conditions';

/** The chart library is as large as the rest of the page, so it loads after it. */
const ByWords = lazy(() => import('./words/ByWords'));
const OverlayChart = lazy(() => import('./OverlayChart'));

/** Columns that fit beside the chart; a wider table stands below it. */
const FIT = 4;

/** The chosen runs: their exam by step in one chart, and a table of what came of them. */
export function Compared() {
  const list = useAppState((s) => s.library.list);
  const chosen = useAppState((s) => s.library.chosen);
  const [together, setTogether] = useState(false);
  const runs = useMemo(
    () => chosen.flatMap((id) => list.find((run) => run.id === id) ?? []),
    [list, chosen],
  );
  const lines = useMemo(() => conditionsOf(runs, false), [runs]);
  const conditions = useMemo(() => conditionsOf(runs, together), [runs, together]);
  if (runs.length === 0) {
    return <p className={`small-print ${styles.hint}`}>Choose runs above to compare them here.</p>;
  }
  const { share } = runs[0]!.exam;
  return (
    <div className={styles.compared} data-many={conditions.length > FIT || undefined}>
      <section aria-labelledby="overlay-heading">
        <PanelHeading id="overlay-heading" title="Loss on the exam">
          <span>in nats, on the same {counted(runs[0]!.exam.blanks, 'held-out blank')}</span>
        </PanelHeading>
        <figure aria-label="Loss on the exam by step" className={styles.chart}>
          <Suspense fallback={null}>
            <OverlayChart lines={lines} />
          </Suspense>
        </figure>
        <p className="small-print">
          Losses in training cannot be compared: each run has its own masks, and hiding 40&nbsp;%
          asks harder questions than hiding 15&nbsp;%. The exam asks every run the same
          {share !== undefined && `: it hides ${formatPercent(share, 1)} of the tokens`}.
        </p>
      </section>
      <section aria-labelledby="table-heading">
        <PanelHeading id="table-heading" title="Side by side">
          {haveSeeds(runs) && (
            <label className={styles.together}>
              <input
                type="checkbox"
                checked={together}
                onChange={(event) => setTogether(event.target.checked)}
              />
              Seeds of one condition together
            </label>
          )}
        </PanelHeading>
        <Comparison conditions={conditions} />
        <Suspense fallback={null}>
          <ByWords key={runs[0]!.id} first={runs[0]!} />
        </Suspense>
      </section>
    </div>
  );
}
