import { useMemo, useState } from 'react';
import { formatCount, formatPercent } from '../../base/format';
import { counted } from '../../base/words';
import type { EvalPoint, TrainPoint } from '../../protocol/run';
import styles from './FiguresTable.module.css';
import { figureRows, figuresAsText } from './figures';

interface Props {
  readonly train: readonly TrainPoint[];
  readonly evals: readonly EvalPoint[];
  /** The present step: what was measured later is marked */
  readonly step: number;
}

/** The curve as a table, to read and to copy. */
export function FiguresTable({ train, evals, step }: Props) {
  const rows = useMemo(() => figureRows(train, evals), [train, evals]);
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
    <details className={`fold ${styles.figures}`}>
      <summary>Show the figures</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={styles.scroll} aria-label="Loss by step" tabIndex={0}>
        <table className={styles.table}>
          <caption className="visually-hidden">Loss by step</caption>
          <thead>
            <tr>
              <th scope="col">Step</th>
              <th scope="col" title="Mean of the training steps since the row above">
                Training loss, nats
              </th>
              <th scope="col">Held-out loss, nats</th>
              <th scope="col">Held-out right</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.step} data-later={row.step > step || undefined}>
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
    </details>
  );
}
