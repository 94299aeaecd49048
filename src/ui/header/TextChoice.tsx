import { type BuiltInText, builtInTexts } from '../../corpus/builtInTexts';
import { languages } from '../../grammar/languages';
import { useApp, useAppState } from '../app';
import styles from './Header.module.css';

const fresh = builtInTexts.filter(({ isRead }) => !isRead);
const read = builtInTexts.filter(({ isRead }) => isRead);

const option = ({ id, name }: BuiltInText) => (
  <option key={id} value={id}>
    {name}
  </option>
);

/** Which text is learned from: a built-in one or one's own. */
export function TextChoice() {
  const app = useApp();
  const source = useAppState((s) => s.source);
  const own = useAppState((s) => s.own);
  const choose = (id: string) => {
    if (/^\d+$/.test(id)) app.text.chooseOwn(Number(id));
    else void app.text.chooseById(id);
  };
  return (
    <div className={styles.choice}>
      <label>
        Text:
        <select
          aria-label="Text"
          className={styles.select}
          value={source.builtIn ?? Math.max(0, own.indexOf(source))}
          onChange={(event) => choose(event.target.value)}
        >
          {own.map((text, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: own texts are told apart by their place
            <option key={i} value={i}>
              {text.name}
              {i > 0 && `: ${text.text.trim().slice(0, 24)}…`}
            </option>
          ))}
          {fresh.map(option)}
          <optgroup label="Texts that the starter has read">{read.map(option)}</optgroup>
          <optgroup label="Languages whose best guess is known">
            {languages.map((language) => (
              <option key={language.id} value={language.id}>
                {language.name}
              </option>
            ))}
          </optgroup>
        </select>
      </label>
    </div>
  );
}
