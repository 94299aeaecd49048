import styles from './Covered.module.css';

/** Lines of bars, as shares of the width: as a page looks of which all was struck out. */
const LINES = [
  [22, 9, 31, 14],
  [12, 27, 8, 19, 11],
  [34, 16, 25],
];

/** In the place of a panel that would give away what “You first” asks. */
export function Covered({ heading }: { readonly heading: string }) {
  return (
    <section aria-label={heading}>
      <h2>{heading}</h2>
      <div aria-hidden="true" className={styles.page}>
        {LINES.map((widths) => (
          <div key={widths.join()} className={styles.line}>
            {widths.map((width) => (
              <span key={width} style={{ width: `${width}%` }} />
            ))}
          </div>
        ))}
      </div>
      <p className="small-print">Covered until you have guessed.</p>
    </section>
  );
}
