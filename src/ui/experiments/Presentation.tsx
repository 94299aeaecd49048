import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from 'react';
import { useApp } from '../app';
import styles from './Presentation.module.css';
import { TwinColumns } from './TwinColumns';
import { TwinsConclusion } from './TwinsConclusion';
import { TwinsProgress } from './TwinsProgress';
import { useExperiments } from './useExperiments';

/** Opens the dialog for as long as it is drawn. The browser keeps the focus inside and gives it back afterwards. */
function useModal() {
  const dialog = useRef<HTMLDialogElement>(null);
  const first = useRef<HTMLDivElement>(null);
  // Not `useEffect`, which would close it only after it is gone from the page, and the focus with it.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // Or a button would have the focus, and Space would press it.
    first.current?.focus();
    return () => shown?.close();
  }, []);
  return { dialog, first };
}

/** Whoever leaves the full screen, as Escape does, leaves the presentation too. */
function useFullscreen(onLeave: () => void) {
  useEffect(() => {
    const wasFull = document.fullscreenElement !== null;
    const changed = () => {
      if (wasFull && !document.fullscreenElement) onLeave();
    };
    document.addEventListener('fullscreenchange', changed);
    return () => document.removeEventListener('fullscreenchange', changed);
  }, [onLeave]);
}

/** The sentence from three sides and the answer, as large as the screen allows, and nothing else. */
export function Presentation({ onLeave }: { onLeave: () => void }) {
  const app = useApp();
  const { running, language, phase } = useExperiments('running', 'language', 'phase');
  const { dialog, first } = useModal();
  useFullscreen(onLeave);
  const hasTruth = language?.floors !== undefined;
  const isTraining = running?.kind === 'twins';
  const { nextSpecimen: next, previousSpecimen: previous } = app.experiments;
  const train = isTraining ? app.experiments.stop : app.experiments.trainTwins;
  const press = (event: KeyboardEvent) => {
    event.stopPropagation(); // The page behind it may have keys of its own.
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // On a button, Space presses that button.
    const isOnButton = event.target instanceof HTMLButtonElement;
    if (event.key === 'ArrowRight' || event.key === 'PageDown') next();
    else if (event.key === 'ArrowLeft' || event.key === 'PageUp') previous();
    else if (event.key.toLowerCase() === 't' && !event.repeat) train();
    else if (event.key === ' ' && !isOnButton && !event.repeat) train();
    else return;
    event.preventDefault();
  };
  return (
    <dialog
      ref={dialog}
      className={styles.presentation}
      aria-label="One blank, three views"
      data-presenting
      onKeyDown={press}
      // It may have been opened again since: the event comes late.
      onClose={(event) => !event.currentTarget.open && onLeave()}
    >
      <div ref={first} className={styles.views} tabIndex={-1}>
        <TwinColumns />
      </div>
      <TwinsConclusion />
      <footer className={styles.footer}>
        {isTraining && !phase ? (
          <div>
            <TwinsProgress />
          </div>
        ) : (
          <p>
            {hasTruth && <span className={styles.mark} aria-hidden="true" />}
            {phase ?? (hasTruth && 'the exact probability in this language')}
          </p>
        )}
        <button type="button" aria-label="Previous sentence" onClick={previous}>
          ←
        </button>
        <button type="button" aria-label="Next sentence" onClick={next}>
          →
        </button>
        <span aria-hidden="true">sentence</span>
        <button type="button" disabled={!language} onClick={train}>
          <kbd>T</kbd> {isTraining ? 'stop' : 'train'}
        </button>
        <button type="button" onClick={onLeave}>
          <kbd>Esc</kbd> leave
        </button>
      </footer>
    </dialog>
  );
}
