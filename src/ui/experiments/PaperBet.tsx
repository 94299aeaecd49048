import styles from './PaperBet.module.css';

interface Props {
  /** The question, for screen readers: there are many of these on the page */
  readonly title: string;
  /** What can be bet on */
  readonly labels: readonly string[];
  readonly onBet: (label: string) => void;
  readonly onShow: () => void;
}

/** In the place of what was published: a bet on what the experiment will show, or a look without one. */
export function PaperBet({ title, labels, onBet, onShow }: Props) {
  return (
    <fieldset className={styles.bet} aria-label={`Place your bet: ${title}`}>
      <span>Place your bet. Which is best?</span>
      {labels.map((label) => (
        <button
          key={label}
          type="button"
          className="button small"
          aria-label={`Bet on ${label}`}
          onClick={() => onBet(label)}
        >
          {label}
        </button>
      ))}
      <button
        type="button"
        className="button small"
        aria-label={`Show the figures: ${title}`}
        onClick={onShow}
      >
        Show the figures
      </button>
    </fieldset>
  );
}
