import { useApp, useAppState } from '../app';

/** Covers what the model guesses, and asks the person first. */
export function YouFirstButton() {
  const app = useApp();
  const cut = useAppState((s) => s.run.loaded?.prepared.cut);
  const isNone = cut?.toGuess.length === 0;
  return (
    <button
      id="you-first"
      type="button"
      className="button"
      disabled={!cut || isNone}
      title={
        isNone
          ? 'No held-out sentence of this text has a word to ask'
          : 'Guess ten words of held-out sentences before you see what the model guesses'
      }
      onClick={() => app.youFirst.start()}
    >
      You first
    </button>
  );
}
