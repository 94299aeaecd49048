import { useAppState } from '../app';
import styles from './SkipLink.module.css';
import { pressedBy } from './shortcuts';

/** The first stop of the keyboard: over header and settings to the sentence, or to the other parts' content. */
export function SkipLink() {
  const part = useAppState((s) => s.part);
  const isPlayground = part === 'playground';
  const skip = () => {
    const main = document.querySelector('main');
    // The sentence is one stop, and it is not there before a text is.
    const target = main?.querySelector<HTMLElement>('[data-sentence] [tabindex="0"]') ?? main;
    if (target === main) main?.setAttribute('tabindex', '-1');
    target?.focus();
  };
  return (
    <a
      className={styles.skip}
      href={`#part=${part}`} // The hash is the page's address, so the link has none of its own.
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
