import { builtInTexts } from '../../text/corpora';
import { useApp, useAppState } from '../app';
import styles from './Header.module.css';

/** Which text is learned from: a built-in one or one's own. */
export function TextChoice() {
  const app = useApp();
  const builtIn = useAppState((s) => s.builtIn);
  const ownName = useAppState((s) => s.own?.name);
  const choose = (id: string) => {
    const text = builtInTexts.find((t) => t.id === id);
    if (text) void app.document.chooseBuiltIn(text);
    else app.document.chooseOwn();
  };
  return (
    <div className={styles.choice}>
      <label>
        Text:
        <select
          aria-label="Text"
          className={styles.select}
          value={builtIn ?? 'own'}
          onChange={(event) => choose(event.target.value)}
        >
          {(ownName || !builtIn) && <option value="own">{ownName ?? '…'}</option>}
          {builtInTexts.map((text) => (
            <option key={text.id} value={text.id}>
              {text.name}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
