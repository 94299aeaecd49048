import { STARTER_LANGUAGES, STARTER_NAMES } from '../../config/starter';
import { type BuiltInText, builtInTexts } from '../../corpus/builtInTexts';
import { languages } from '../../grammar/languages';
import { useApp, useAppState } from '../app';
import styles from './Header.module.css';

const fresh = builtInTexts.filter(({ isRead }) => !isRead);
/** Those that a starter was made from, by its language. */
const read = STARTER_LANGUAGES.map((language) => ({
  language,
  texts: builtInTexts.filter((text) => text.isRead && text.language === language),
}));

const option = ({ id, name }: BuiltInText) => (
  <option key={id} value={id}>
    {name}
  </option>
);

const SHOWN = 'shown';

/** Which text is learned from: a built-in one or one's own. */
export function TextChoice() {
  const app = useApp();
  const source = useAppState((s) => s.source);
  const own = useAppState((s) => s.own);
  const same = own.findIndex(
    ({ text, characters }) => text === source.text && characters === source.characters,
  );
  const place = own.includes(source) ? own.indexOf(source) : same;
  // Deleted, here in the Library or in another tab, it stays until another is chosen.
  const isGone = source.builtIn === undefined && source.name !== '' && place < 0;
  const present = isGone ? SHOWN : Math.max(0, place);
  const choose = (id: string) => {
    if (id === SHOWN) return;
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
          value={source.builtIn ?? present}
          onChange={(event) => choose(event.target.value)}
        >
          {isGone && <option value={SHOWN}>{source.name} (no longer kept)</option>}
          {own.map((text, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: own texts are told apart by their place
            <option key={i} value={i}>
              {text.name}
              {i > 0 && `: ${text.text.trim().slice(0, 24)}…`}
            </option>
          ))}
          {fresh.map(option)}
          {read.map(({ language, texts }) => (
            <optgroup
              key={language}
              label={`${STARTER_NAMES[language]} texts that the starter has read`}
            >
              {texts.map(option)}
            </optgroup>
          ))}
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
