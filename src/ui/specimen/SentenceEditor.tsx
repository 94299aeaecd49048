import { useId, useState } from 'react';
import { directionWithin } from '../../text/direction';
import { useApp } from '../app';
import type { TextLook } from '../common/textLook';
import styles from './Specimen.module.css';

interface Props {
  readonly initial: string;
  /** Language and direction of the text that the model has learned from */
  readonly around: TextLook | undefined;
  readonly onDone: () => void;
}

/** A line to write one's own sentence on; Enter takes it, Escape leaves it. */
export function SentenceEditor({ initial, around, onDone }: Props) {
  const app = useApp();
  const [raw, setRaw] = useState(initial);
  const [error, setError] = useState<string>();
  const hintId = useId();
  const take = () => {
    const wrong = app.watch.fill(raw);
    setError(wrong);
    if (!wrong) onDone();
  };
  return (
    <form
      className={styles.editor}
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <input
        aria-label="Sentence to fill"
        aria-describedby={hintId}
        value={raw}
        lang={around?.lang}
        dir={directionWithin(around?.dir ?? 'ltr', raw)}
        // biome-ignore lint/a11y/noAutofocus: the person has just pressed "Edit sentence" to type here
        autoFocus
        spellCheck={false}
        onChange={(event) => setRaw(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone();
        }}
      />
      <p id={hintId} className={styles.hint}>
        Write <span className="mono">[MASK]</span> or <span className="mono">___</span> for each
        blank. Enter fills it in, Escape leaves it.
      </p>
      {error && (
        <p role="alert" className={styles.error}>
          {error}
        </p>
      )}
      <div className={styles.editorButtons}>
        <button type="submit" className="button small">
          Fill in
        </button>
        <button type="button" className="button small" onClick={onDone}>
          Cancel
        </button>
      </div>
    </form>
  );
}
