import { LANGUAGE_TAGS, languageName } from '../../corpus/languageTags';
import { useApp, useAppState } from '../app';
import { Choice } from '../common/Choice';
import { ChoiceRow } from './ChoiceRow';
import styles from './TextLanguage.module.css';

const BY_NAME = LANGUAGE_TAGS.map((tag) => ({ value: tag, words: languageName(tag) })).sort(
  (a, b) => a.words.localeCompare(b.words, 'en'),
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
  const unchosen = `Detected: ${detected === undefined ? '…' : languageName(detected)}`;
  return (
    <div className={styles.language}>
      <ChoiceRow>
        <Choice
          label="Language"
          aria-label="Language"
          title="Decides where sentences end, and how the text is read aloud and drawn"
          value={isChosen ? source.language : ''}
          options={[{ value: '', words: unchosen }, ...BY_NAME, { value: 'und', words: 'another' }]}
          onChoose={(tag) => app.text.chooseLanguage(tag || undefined)}
        />
      </ChoiceRow>
    </div>
  );
}
