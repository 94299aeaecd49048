import styles from './IconButton.module.css';

/** Drawn rather than typed, as lines in a square of 16. */
const ICONS = {
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  delete: 'M2.5 4.5h11M6 4.5v-2h4v2M4 4.5l.7 9h6.6l.7-9M6.5 7v4M9.5 7v4',
} as const;

interface Props {
  readonly icon: keyof typeof ICONS;
  /** What it does, in one word: it stands beside the pointer */
  readonly does: string;
  /** To what it does that */
  readonly to: string;
  readonly onClick: () => void;
}

/** A quiet button in a row; its name says what it does and to what. */
export function IconButton({ icon, does, to, onClick }: Props) {
  return (
    <button
      type="button"
      className={styles.icon}
      aria-label={`${does} ${to}`}
      title={does}
      onClick={onClick}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d={ICONS[icon]} />
      </svg>
    </button>
  );
}
