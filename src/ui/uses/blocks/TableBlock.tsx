import type { Block } from '../../../protocol/uses';
import styles from './TableBlock.module.css';

const NUMBER = /^[−+-]?[\d.,\u202f]+\s*%?$/u;

/** A table of words and numbers. */
export function TableBlock({ block }: { block: Extract<Block, { kind: 'table' }> }) {
  const { title, columns, rows } = block;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={styles.scroll} aria-label={title ?? 'Table'} tabIndex={0}>
      {title && <h3>{title}</h3>}
      <table className={styles.table} aria-label={title}>
        <thead>
          <tr>
            {columns.map((column, c) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
              <th key={c} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, r) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
            <tr key={r}>
              {row.map((cell, c) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
                <td key={c} className={NUMBER.test(cell) ? styles.number : undefined}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
