import { ENCODINGS } from '../../files/encodings';
import { useApp, useAppState } from '../app';
import { Choice } from '../common/Choice';
import { ChoiceRow } from './ChoiceRow';
import styles from './FileChoices.module.css';

/** How the present file is read: its encoding, and which column or field of it. */
export function FileChoices() {
  const app = useApp();
  const origin = useAppState((s) => s.source.origin);
  if (!origin) return null;
  const { facts, choice } = origin;
  const encoding = choice.encoding ?? facts.encoding;
  /** Valid UTF-8 is nothing else. */
  const isPlain = facts.encoding === 'utf-8' && facts.encodingSure;
  const known = ENCODINGS.map(({ label, name }) => ({ value: label, words: name }));
  const isKnown = ENCODINGS.some(({ label }) => label === encoding);
  const parts = facts.choices.map(({ name, sample }) => ({
    value: name,
    words: sample ? `${name}: ${Array.from(sample).slice(0, 30).join('')}` : name,
  }));
  return (
    <div className={styles.file}>
      <ChoiceRow>
        {parts.length > 0 && (
          <Choice
            label={facts.kind === 'json' ? 'Field' : 'Column'}
            value={choice.part ?? facts.suggested ?? ''}
            options={parts}
            onChoose={(part) => app.text.chooseInFile({ part })}
          />
        )}
        {encoding !== undefined && !isPlain && (
          <Choice
            label={facts.encodingSure || choice.encoding ? 'Encoding' : 'Encoding (a guess)'}
            value={encoding}
            options={isKnown ? known : [{ value: encoding, words: encoding }, ...known]}
            onChoose={(chosen) => app.text.chooseInFile({ encoding: chosen })}
          />
        )}
      </ChoiceRow>
    </div>
  );
}
