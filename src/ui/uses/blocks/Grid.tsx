import type { CSSProperties } from 'react';
import type { Block } from '../../../protocol/uses';
import { formatShare } from '../formatShare';
import styles from './Grid.module.css';

/** From here on a cell is dark, and its number light */
const DARK = 0.55;

/** How much ink is in a cell, 0 to 1: never so much or so little that its number could not be read, in either theme. */
function inkOf(value: number): number {
  const v = Math.min(1, Math.max(0, value));
  return v > DARK ? 0.66 + (0.34 * (v - DARK)) / (1 - DARK) : 0.55 * v;
}

/** How words of one sentence go with those of another: a table, each cell as dark as its number is high. */
export function Grid({ block }: { block: Extract<Block, { kind: 'grid' }> }) {
  const { title, rows, columns, values } = block;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={styles.scroll} aria-label={title} tabIndex={0}>
      <h3>{title}</h3>
      <table className={styles.grid} aria-label={title}>
        <thead>
          <tr>
            <td />
            {columns.map((column, c) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a word is its place
              <th key={c} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, r) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a word is its place
            <tr key={r}>
              <th scope="row">{row}</th>
              {columns.map((_, c) => {
                const value = values[r]?.[c] ?? 0;
                return (
                  <td
                    // biome-ignore lint/suspicious/noArrayIndexKey: a word is its place
                    key={c}
                    data-dark={value > DARK || undefined}
                    style={{ '--ink-share': inkOf(value) } as CSSProperties}
                  >
                    {formatShare(value)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
