import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useApp } from '../app';
import styles from './RunName.module.css';

/** The name of a run, and a field in its place to change it: Enter or leaving takes it, Escape does not. */
export function RunName({ id, name }: { id: string; name: string }) {
  const app = useApp();
  const [draft, setDraft] = useState<string>();
  const button = useRef<HTMLButtonElement>(null);
  const field = useRef<HTMLInputElement>(null);
  /** Enter and Escape return the focus to the button; on blur it has already gone elsewhere. */
  const end = (takes: boolean, comesBack: boolean) => {
    if (draft === undefined) return;
    flushSync(() => setDraft(undefined));
    if (comesBack) button.current?.focus();
    if (takes) void app.library.rename(id, draft);
  };
  if (draft !== undefined) {
    return (
      <input
        ref={field}
        className={styles.field}
        aria-label="Name of the run"
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
        Rename<span className="visually-hidden"> {name}</span>
      </button>
    </>
  );
}
