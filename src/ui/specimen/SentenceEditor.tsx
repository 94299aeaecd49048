import { type KeyboardEvent, useId, useState } from 'react';
import { counted } from '../../base/words';
import { directionWithin } from '../../corpus/direction';
import { readMarks } from '../../masking/blankMarks';
import { writeFill } from '../../masking/fill';
import type { Specimen } from '../../store/playground/specimen';
import { useApp } from '../app';
import type { TextLook } from '../common/textLook';
import { Term } from '../glossary/Term';
import styles from './SentenceEditor.module.css';

interface Props {
  /** The sentence that is written over */
  readonly opened: Specimen | undefined;
  /** Language and direction of the text that the model has learned from */
  readonly around: TextLook | undefined;
  readonly onDone: () => void;
}

/** A line to write one's own sentence on; Enter takes it, Escape leaves it. */
export function SentenceEditor(props: Props) {
  const app = useApp();
  const { around, onDone } = props;
  // Another text may be opened meanwhile, and would replace this sentence.
  const [opened] = useState(props.opened);
  const [raw, setRaw] = useState(opened ? writeFill(opened) : '');
  const [error, setError] = useState<string>();
  const hintId = useId();
  const take = () => {
    const wrong = app.watch.fill(raw, opened);
    setError(wrong);
    if (!wrong) onDone();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes, Enter and Escape are its own. Safari ends the composition before it tells of
    // the key, with code 229.
    const isComposing = event.nativeEvent.isComposing || event.keyCode === 229;
    if (isComposing && event.key === 'Enter') event.preventDefault();
    if (!isComposing && event.key === 'Escape') onDone();
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
        onKeyDown={onKeyDown}
      />
      <p id={hintId} className={`small-print ${styles.hint}`}>
        Write <span className="mono">___</span> or <Term id="mask">[MASK]</Term> for each blank;{' '}
        <span className="mono">\___</span> keeps it as text. <Marks raw={raw} /> Enter fills it in,
        Escape leaves it.
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

/** How many blanks are read so far, and what those that touch are. */
function Marks({ raw }: { raw: string }) {
  const { marks } = readMarks(raw);
  const isPieces = marks.some(({ start }, i) => marks[i - 1]?.end === start);
  return (
    <>
      {counted(marks.length, 'blank')} so far
      {isPieces && ': those that touch are the pieces of one word'}.
    </>
  );
}
