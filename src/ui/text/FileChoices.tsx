import { ENCODINGS } from '../../files/encodings';
import { useApp, useAppState } from '../app';
import styles from './Text.module.css';

/** How the present file is read: its encoding, and which column or field of it. */
export function FileChoices() {
  const app = useApp();
  const origin = useAppState((s) => s.source.origin);
  if (!origin) return null;
  const { facts, choice } = origin;
  const encoding = choice.encoding ?? facts.encoding;
  /** Valid UTF-8 is nothing else. */
  const isPlain = facts.encoding === 'utf-8' && facts.encodingSure;
  const known = ENCODINGS.some(({ label }) => label === encoding);
  return (
    <div className={styles.file}>
      {facts.choices.length > 0 && (
        <label>
          {facts.kind === 'json' ? 'Field ' : 'Column '}
          <select
            value={choice.part ?? facts.suggested}
            onChange={(event) => app.text.chooseInFile({ part: event.target.value })}
          >
            {facts.choices.map(({ name, sample }) => (
              <option key={name} value={name}>
                {sample ? `${name}: ${Array.from(sample).slice(0, 30).join('')}` : name}
              </option>
            ))}
          </select>
        </label>
      )}
      {encoding !== undefined && !isPlain && (
        <label>
          Encoding{facts.encodingSure || choice.encoding ? ' ' : ' (a guess) '}
          <select
            value={encoding}
            onChange={(event) => app.text.chooseInFile({ encoding: event.target.value })}
          >
            {!known && <option value={encoding}>{encoding}</option>}
            {ENCODINGS.map(({ label, name }) => (
              <option key={label} value={label}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}
