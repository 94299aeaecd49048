import styles from './Jumps.module.css';

/** What stands below the runs: ids of its sections, and their names. */
export const BELOW = {
  texts: 'Texts',
  models: 'Models',
  storage: 'Storage',
} as const;
export type Below = keyof typeof BELOW;

/** The id of a section in the document. */
export const idOf = (section: Below): string => `library-${section}`;

/** Ways to what stands below the runs. Not links: the address holds the settings. */
export function Jumps() {
  const names = Object.keys(BELOW) as Below[];
  return (
    <nav aria-label="Below the runs" className={styles.jumps}>
      {names.map((name) => (
        <button
          key={name}
          type="button"
          className="link"
          onClick={() => document.getElementById(idOf(name))?.focus()}
        >
          {BELOW[name]}
        </button>
      ))}
    </nav>
  );
}
