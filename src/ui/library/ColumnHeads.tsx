import styles from './ColumnHeads.module.css';

/** Over the rows of a list whose `--columns` these are. Not for screen readers: each `Cell` says its own name. */
export function ColumnHeads({ names }: { readonly names: readonly string[] }) {
  return (
    <div className={styles.heads} aria-hidden="true">
      {names.map((name) => (
        <span key={name}>{name}</span>
      ))}
    </div>
  );
}
