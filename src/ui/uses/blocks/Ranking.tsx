import type { Block } from '../../../protocol/uses';
import styles from './Ranking.module.css';
import { Words } from './Words';

/** Candidates, best first: the words, a bar, the number. */
export function Ranking({ block }: { block: Extract<Block, { kind: 'ranking' }> }) {
  const { title, unit, rows } = block;
  return (
    <section className={styles.ranking} aria-label={title ?? 'Ranking'}>
      <p className={styles.head}>
        {title && <strong>{title}</strong>} <span>{unit}</span>
      </p>
      <ol>
        {rows.map(({ words, share, shown, isRight, note }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a candidate is its place
          <li key={i} data-first={i === 0 || undefined}>
            <span className={styles.words}>
              <Words words={words} />
              {isRight && <span className={styles.right}>✓ right</span>}
              {note && <span className={styles.note}>{note}</span>}
            </span>
            <span className={styles.bar} aria-hidden="true">
              <span style={{ width: `${100 * Math.min(1, Math.max(0, share))}%` }} />
            </span>
            <span className={`mono ${styles.shown}`}>{shown}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
