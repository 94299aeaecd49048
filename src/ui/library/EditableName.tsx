import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import styles from './EditableName.module.css';

interface Props {
  readonly name: string;
  /** Names the field, as in "Name of the run" */
  readonly label: string;
  /** What is renamed, for screen readers */
  readonly spoken: string;
  readonly onRename: (name: string) => void;
}

/** A name, and a field in its place to change it: Enter or leaving takes it, Escape does not. */
export function EditableName({ name, label, spoken, onRename }: Props) {
  const [draft, setDraft] = useState<string>();
  const button = useRef<HTMLButtonElement>(null);
  const field = useRef<HTMLInputElement>(null);
  /** Enter and Escape return the focus to the button; on blur it has already gone elsewhere. */
  const end = (takes: boolean, comesBack: boolean) => {
    if (draft === undefined) return;
    flushSync(() => setDraft(undefined));
    if (comesBack) button.current?.focus();
    if (takes) onRename(draft);
  };
  if (draft !== undefined) {
    return (
      <input
        ref={field}
        className={styles.field}
        aria-label={label}
        value={draft}
        maxLength={120}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={() => end(true, false)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== 'Escape') return;
          event.preventDefault(); // else Enter would press the button that it brings back
          end(event.key === 'Enter', true);
        }}
      />
    );
  }
  const begin = () => {
    flushSync(() => setDraft(name));
    field.current?.focus(); // to select is not to focus, in every browser
    field.current?.select();
  };
  return (
    <>
      <span className={styles.name}>{name}</span>{' '}
      <button ref={button} type="button" className={styles.rename} onClick={begin}>
        Rename<span className="visually-hidden"> {spoken}</span>
      </button>
    </>
  );
}
