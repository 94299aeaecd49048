import { autoFor } from '../../store/playground/auto';
import { useAppState } from '../app';
import { planText } from './planText';
import styles from './Transport.module.css';

const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** Name of a language in English, by its BCP 47 tag; undefined where the tag names none. */
function languageName(tag: string): string | undefined {
  return tag.startsWith('und') ? undefined : names.of(tag);
}

/** What the next run begins from, and why. */
export function Plan() {
  const prepared = useAppState((s) => s.prepared);
  const source = useAppState((s) => s.source);
  const settings = useAppState((s) => s.settings);
  const auto = useAppState((s) => s.auto);
  if (!prepared?.cut || prepared.source !== source || source.grammar !== undefined) return null;
  const { facts } = prepared;
  const language = languageName(facts.language);
  return (
    <p className={styles.plan}>
      {planText({ facts, settings, auto: autoFor(source, auto), language })}
    </p>
  );
}
