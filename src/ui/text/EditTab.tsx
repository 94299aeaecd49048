import {
  type ClipboardEvent,
  type KeyboardEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { formatCount } from '../../base/format';
import { EDITABLE_CHARACTERS } from '../../config/textLimits';
import { textDirection } from '../../corpus/direction';
import { withoutForms } from '../../corpus/forms';
import { languageOf } from '../../store/playground/prepared';
import { isCurrent } from '../../store/playground/selectors';
import { useApp, useAppState } from '../app';
import { nameOf } from '../common/droppedFiles';
import { openFiles } from '../common/openFiles';
import styles from './EditTab.module.css';
import { leaveEditor, noteBox, trainOnBox } from './editor';
import { FileChoices } from './FileChoices';
import { hasLongWord } from './longWord';
import { Repeats } from './Repeats';
import { TextLanguage } from './TextLanguage';

/** Spells out ligatures, as the text will be read, and keeps the caret in place: some keys type لا as one character. */
function spellOut(box: HTMLTextAreaElement) {
  const { value, selectionEnd } = box;
  const plain = withoutForms(value);
  if (plain === value) return;
  const caret = withoutForms(value.slice(0, selectionEnd)).length;
  box.value = plain;
  box.setSelectionRange(caret, caret);
}

/** Trains on one's own text. Not there once the run is of this text: then Train at the top says what is next. */
function TrainOnText() {
  const isNew = useAppState(
    ({ source, run }) =>
      source.builtIn === undefined &&
      source.text !== '' &&
      (run.loaded?.prepared.source !== source || (run.step === 0 && run.status !== 'running')),
  );
  return isNew && <TrainOnTextButton />;
}

function TrainOnTextButton() {
  const app = useApp();
  const isTooShort = useAppState((s) => isCurrent(s) && !s.prepared?.cut);
  const button = useRef<HTMLButtonElement>(null);
  // It goes once the text is trained on, also by T, which leaves the focus where it is.
  useLayoutEffect(() => {
    const going = button.current;
    return () => {
      if (going === document.activeElement) leaveEditor();
    };
  }, []);
  return (
    <button
      ref={button}
      type="button"
      className="button small primary"
      disabled={isTooShort}
      onClick={() => trainOnBox(app)}
    >
      Train on your text
    </button>
  );
}

/** Type, paste, drop or open the text to learn from. */
export function EditTab() {
  const app = useApp();
  const { text, characters, stored } = useAppState((s) => s.source);
  const lang = useAppState((s) => languageOf(s.source, s.prepared));
  const busy = useAppState((s) => s.preparing !== undefined || s.opening !== undefined);
  const [dragging, setDragging] = useState(false);
  const fileInput = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const keysId = useId();
  useEffect(() => {
    noteBox(box.current);
    return () => noteBox(null);
  }, []);

  /** A very long paste bypasses the text area, which would lay it all out at once. */
  const paste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text/plain');
    if (hasLongWord(pasted) && box.current) box.current.dataset.unbroken = 'true'; // before the browser lays it out
    if (pasted.length + characters <= EDITABLE_CHARACTERS || !box.current) return;
    event.preventDefault();
    const { selectionStart, selectionEnd, value } = box.current;
    const whole = selectionStart === 0 && selectionEnd === value.length; // also of a text shown in part
    if (whole) app.text.type(pasted);
    else app.text.pasteInto(pasted, selectionStart, selectionEnd);
  };

  const pressKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return; // Enter and Escape are the input method's
    if (event.key === 'Escape') leaveEditor();
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    trainOnBox(app);
  };

  return (
    <section
      aria-label="Editor, takes dropped files"
      className={styles.edit}
      data-whole
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
        aria-describedby={keysId}
        className={styles.textarea}
        data-unbroken={hasLongWord(text) || undefined}
        lang={lang ?? 'und'}
        // Not always "auto", for which Chromium's time grows with the square of the lines: 50 000 take 13 s.
        dir={text === '' ? 'auto' : textDirection('und', text)}
        value={text}
        readOnly={stored !== undefined}
        spellCheck={false}
        placeholder="Paste or type the text to learn from; a few pages are enough."
        onChange={(event) => {
          spellOut(event.target);
          app.text.type(event.target.value);
        }}
        onPaste={paste}
        onKeyDown={pressKey}
      />
      <p id={keysId} className={`small-print ${styles.keys}`}>
        <kbd>Ctrl</kbd> or <kbd>⌘</kbd> + <kbd>Enter</kbd> trains on it, <kbd>Esc</kbd> goes to
        Train.
      </p>
      {stored && (
        <p className={`small-print ${styles.long}`}>
          The first {formatCount(text.length)} of {formatCount(characters)} characters are shown.
          The model learns from all of them, except the sentences held out for the exam.
        </p>
      )}
      <div className={styles.row}>
        <TrainOnText />
        <button
          type="button"
          className="button small"
          title="Any text: plain, Markdown, CSV, JSON, HTML, XML, subtitles; Word (.docx), OpenDocument (.odt), EPUB, PDF"
          onClick={() => fileInput.current?.click()}
        >
          Open files
        </button>
        <input
          ref={fileInput}
          type="file"
          multiple
          aria-label="Text file"
          className="visually-hidden"
          tabIndex={-1}
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            event.target.value = '';
            const named = files.map((file) => [file.name, file] as const);
            openFiles(app, named, nameOf(files)).catch(app.text.cannotOpen);
          }}
        />
        <button
          type="button"
          className="button small"
          disabled={text === ''}
          onClick={() => {
            app.text.type('');
            box.current?.focus();
          }}
        >
          Clear
        </button>
        {busy && (
          <button type="button" className="button small" onClick={app.text.cancel}>
            Cancel
          </button>
        )}
        <span className="small-print">or drop files or a folder</span>
      </div>
      <FileChoices />
      <TextLanguage />
      <Repeats />
    </section>
  );
}
