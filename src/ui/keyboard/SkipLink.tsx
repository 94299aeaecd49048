import { useAppState } from '../app';
import styles from './SkipLink.module.css';
import { pressedBy } from './shortcuts';

/** Focuses the sentence, which is one stop of the Tab key; where there is none, what stands below the header. */
function skip() {
  const main = document.querySelector('main');
  const sentence = main?.querySelector<HTMLElement>('[data-sentence] [tabindex="0"]');
  if (!sentence) main?.setAttribute('tabindex', '-1');
  (sentence ?? main)?.focus();
}

/** The first stop of the keyboard: over header and settings to the sentence, or to the content of the other parts. */
export function SkipLink() {
  const isPlayground = useAppState((s) => s.part === 'playground');
  return (
    // biome-ignore lint/a11y/useValidAnchor: it goes to a place in the page, but not by the hash, which holds the settings
    <a
      className={styles.skip}
      href="#root"
      {...(isPlayground && pressedBy('w'))}
      onClick={(event) => {
        event.preventDefault();
        skip();
      }}
    >
      {isPlayground ? 'Skip to the sentence' : 'Skip to the content'}
    </a>
  );
}
