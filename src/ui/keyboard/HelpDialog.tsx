import { useId, useState } from 'react';
import { areShortcutsOn, setShortcutsOn } from '../../storage/shortcuts';
import { Dialog } from '../common/Dialog';
import { entriesByWord } from '../glossary/terms';
import styles from './HelpDialog.module.css';
import { SHORTCUTS } from './shortcuts';

/** Keys that work where the focus is, whether or not single keys are switched off */
const ELSEWHERE = [
  { keys: ['Tab'], does: 'Next control' },
  { keys: ['←', '→', 'Home', 'End'], does: 'Words of the sentence' },
  {
    keys: ['Enter'],
    does: 'Make the word a blank, or show it again; say what a dotted word means',
  },
  { keys: ['Esc'], does: 'Close, or leave a field as it was' },
  { keys: ['Ctrl or ⌘', 'Enter'], does: 'In your text: train on it' },
  { keys: ['Ctrl or ⌘', 'Z'], does: 'Undo' },
] as const;

function Keys({ keys }: { readonly keys: readonly string[] }) {
  return (
    <dt>
      {keys.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </dt>
  );
}

/** What keys do, and what the words of the page mean. */
export default function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const headingId = useId();
  const [isOn, setOn] = useState(areShortcutsOn);
  return (
    <Dialog title="Keyboard shortcuts and words" onClose={onClose}>
      <div className={styles.columns}>
        <section aria-label="Keyboard shortcuts" className={styles.shortcuts}>
          <h3>Single keys</h3>
          <label className={styles.switch}>
            <input
              type="checkbox"
              checked={isOn}
              onChange={({ target }) => {
                setShortcutsOn(target.checked);
                setOn(target.checked);
              }}
            />
            Use single keys, but never while I type
          </label>
          <dl className={styles.keys} data-off={!isOn || undefined}>
            {SHORTCUTS.map(({ key, does }) => (
              <div key={key}>
                <Keys keys={[key.toUpperCase()]} />
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
          <h3>Other keys</h3>
          <dl className={styles.keys}>
            {ELSEWHERE.map(({ keys, does }) => (
              <div key={does}>
                <Keys keys={keys} />
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section aria-labelledby={`${headingId}-words`}>
          <h3 id={`${headingId}-words`}>Words used here</h3>
          <dl className={styles.words}>
            {entriesByWord().map(({ word, means }) => (
              <div key={word}>
                <dt>{word}</dt>
                <dd>{means}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  );
}
