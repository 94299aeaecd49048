import { LANGUAGE_TAGS, languageName } from '../../corpus/languageTags';
import { useApp, useAppState } from '../app';
import styles from './Text.module.css';

const BY_NAME = LANGUAGE_TAGS.map((tag) => ({ tag, name: languageName(tag) })).sort((a, b) =>
  a.name.localeCompare(b.name, 'en'),
);

/** Says which language the text is in, and lets the person choose another. */
export function TextLanguage() {
  const app = useApp();
  const source = useAppState((s) => s.source);
  const prepared = useAppState((s) => s.prepared);
  // An artificial language has no tag, and its sentences are cut where its grammar ends them.
  if (source.grammar !== undefined || source.text === '') return null;
  const detected = prepared?.source === source ? prepared.detectedLanguage : undefined;
  const isChosen = source.language !== undefined && source.language !== detected;
  return (
    <div className={styles.file}>
      <label title="Decides where sentences end, and how the text is read aloud and drawn">
        Language{' '}
        <select
          aria-label="Language"
          value={isChosen ? source.language : ''}
          onChange={(event) => app.text.chooseLanguage(event.target.value || undefined)}
        >
          <option value="">
            Detected: {detected === undefined ? '…' : languageName(detected)}
          </option>
          {BY_NAME.map(({ tag, name }) => (
            <option key={tag} value={tag}>
              {name}
            </option>
          ))}
          <option value="und">another</option>
        </select>
      </label>
    </div>
  );
}
