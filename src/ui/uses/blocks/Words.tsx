import type { CSSProperties } from 'react';
import type { ShownWord } from '../../../protocol/uses';
import { joined } from './spaced';
import styles from './Words.module.css';

function Word({ word }: { word: ShownWord }) {
  const { text, strength, tone = 'blue', is, note } = word;
  if (is === 'blank') {
    return (
      <span className={styles.blank} title={note}>
        <span className="visually-hidden">[blank]</span>
        {text !== '' && text !== '[MASK]' && <span aria-hidden="true">{text}</span>}
      </span>
    );
  }
  if (strength === undefined || strength <= 0) {
    return (
      <span className={is === 'written' ? styles.written : undefined} title={note}>
        {text}
        {note && <span className="visually-hidden"> ({note})</span>}
      </span>
    );
  }
  const said = note ?? `marked ${Math.round(100 * strength)} of 100`;
  return (
    <mark
      className={styles.marked}
      data-tone={tone}
      title={said}
      style={{ '--strength': Math.min(1, strength) } as CSSProperties}
    >
      {text}
      <span className="visually-hidden"> ({said})</span>
    </mark>
  );
}

/** Words as they are read, with their marks: how strong by the background, which kind by the line under them too. */
export function Words({ words }: { words: readonly ShownWord[] }) {
  return joined(words).map(({ word, space }, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a word is its place
    <span key={i}>
      {space}
      <Word word={word} />
    </span>
  ));
}
