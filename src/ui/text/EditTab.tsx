import { type ClipboardEvent, useRef, useState } from 'react';
import { formatCount } from '../../base/format';
import { EDITABLE_CHARACTERS } from '../../store/document';
import { useApp, useAppState } from '../app';
import styles from './Text.module.css';

/** Type, paste, drop or open the text to learn from. */
export function EditTab() {
  const app = useApp();
  const text = useAppState((s) => s.text);
  const preparing = useAppState((s) => s.preparing !== undefined);
  const [dragging, setDragging] = useState(false);
  const fileInput = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const long = text.length > EDITABLE_CHARACTERS;

  const open = (file: File | undefined) => {
    if (file) void app.document.openFile(file);
  };
  /** A very long paste never reaches the text area, which would lay it out all at once. */
  const paste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text/plain');
    if (pasted.length + text.length <= EDITABLE_CHARACTERS || !box.current) return;
    event.preventDefault();
    const { selectionStart, selectionEnd, value } = box.current;
    const whole = selectionStart === 0 && selectionEnd === value.length; // also of a text shown in part
    app.document.type(
      whole ? pasted : text.slice(0, selectionStart) + pasted + text.slice(selectionEnd),
    );
  };

  return (
    <section
      aria-label="Editor, takes dropped files"
      className={styles.edit}
      data-dragging={dragging || undefined}
      onDragOver={(event) => {
        setDragging(event.dataTransfer.types.includes('Files'));
      }}
      onDragLeave={() => setDragging(false)}
      onDrop={() => setDragging(false)}
    >
      <textarea
        ref={box}
        aria-label="Training text"
        className={styles.textarea}
        dir="auto"
        value={long ? text.slice(0, EDITABLE_CHARACTERS) : text}
        readOnly={long}
        spellCheck={false}
        placeholder="Paste or type the text to learn from; a few pages are enough."
        onChange={(event) => app.document.type(event.target.value)}
        onPaste={paste}
      />
      {long && (
        <p className={styles.long}>
          The first {formatCount(EDITABLE_CHARACTERS)} of {formatCount(text.length)} characters are
          shown; all of them are learned from.
        </p>
      )}
      <div className={styles.row}>
        <button type="button" className="button small" onClick={() => fileInput.current?.click()}>
          Open a file
        </button>
        <input
          ref={fileInput}
          type="file"
          accept=".txt,.md,.text,text/plain,text/markdown"
          aria-label="Text file"
          className="visually-hidden"
          tabIndex={-1}
          onChange={(event) => {
            open(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
        <button
          type="button"
          className="button small"
          disabled={text === ''}
          onClick={() => {
            app.document.type('');
            box.current?.focus();
          }}
        >
          Clear
        </button>
        {preparing && (
          <button type="button" className="button small" onClick={app.document.cancel}>
            Cancel preparing
          </button>
        )}
        <span className={styles.hint}>or drop a .txt or .md file</span>
      </div>
    </section>
  );
}
