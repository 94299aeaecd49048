import { useMemo, useState } from 'react';
import { formatCount, formatPercent } from '../../base/format';
import { counted } from '../../base/words';
import type { EvalPoint, TrainPoint } from '../../protocol/run';
import { MoreButton } from '../text/MoreButton';
import { useMore } from '../text/useMore';
import styles from './FiguresTable.module.css';
import { figureRows, figuresAsText } from './figures';

interface Props {
  readonly train: readonly TrainPoint[];
  readonly evals: readonly EvalPoint[];
  /** The present step: what was measured later is marked */
  readonly step: number;
}

/** So many rows are drawn at first: the newest. */
export const ROWS = 100;

/** The curve as a table, to read and to copy. While it is folded it has no rows: a run that is used has more and more. */
export function FiguresTable(props: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className={`fold ${styles.figures}`}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>Show the figures</summary>
      {isOpen && <Figures {...props} />}
    </details>
  );
}

function Figures({ train, evals, step }: Props) {
  const rows = useMemo(() => figureRows(train, evals), [train, evals]);
  const { shown, ...more } = useMore(rows.length, ROWS, undefined);
  const [said, setSaid] = useState<string>();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(figuresAsText(rows));
      setSaid(`${counted(rows.length, 'row')} copied.`);
    } catch {
      setSaid('The browser did not allow copying. Select the table and copy it yourself.');
    }
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={styles.scroll} aria-label="Loss by step" tabIndex={0}>
        <MoreButton {...more} what="earlier rows" />
        <table className={styles.table} aria-rowcount={rows.length + 1}>
          <caption className="visually-hidden">Loss by step</caption>
          <thead>
            <tr aria-rowindex={1}>
              <th scope="col">Step</th>
              <th scope="col" title="Mean of the training steps since the row above">
                Training loss, nats
              </th>
              <th scope="col">Held-out loss, nats</th>
              <th scope="col">Held-out right</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(rows.length - shown).map((row, i) => (
              <tr
                key={row.step}
                aria-rowindex={more.left + i + 2}
                data-later={row.step > step || undefined}
              >
                <th scope="row">
                  {row.step > step && 'later: '}
                  {formatCount(row.step)}
                </th>
                <td>{row.training?.toFixed(3) ?? '–'}</td>
                <td>{row.heldOut.toFixed(3)}</td>
                <td>{formatPercent(row.right, 1)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className={styles.copy}>
        <button
          type="button"
          className="button small"
          disabled={rows.length === 0}
          onClick={() => void copy()}
        >
          Copy as table
        </button>
        <span role="status">{said}</span>
      </p>
    </>
  );
}
