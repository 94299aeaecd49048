import { useMemo } from 'react';
import { languageOf } from '../../store/playground/prepared';
import { useAppState } from '../app';
import { textLook } from '../common/textLook';
import styles from './GapTextPage.module.css';
import { gapText } from './gapText';
import { usePrinting } from './usePrinting';

/** What the playground prints: the text with gaps to write in, and the words at the end. Not on the screen. */
export default function GapTextPage() {
  const source = useAppState((s) => s.source);
  const prepared = useAppState((s) => s.prepared);
  const lang = languageOf(source, prepared);
  const isPrinting = usePrinting();
  const parts = useMemo(
    () => (isPrinting ? gapText(source.text, lang) : undefined),
    [isPrinting, source, lang],
  );
  if (!parts) return null;
  const look = prepared && textLook(prepared);
  const gaps = parts.filter((part) => typeof part !== 'string');
  return (
    <article data-gap-text className={styles.page}>
      <h1 {...look}>{source.name}</h1>
      <p className={styles.task}>
        Name: <span className={styles.name} /> Write the missing word on each line.
      </p>
      <div className={styles.text} {...look}>
        {parts.map((part) =>
          typeof part === 'string' ? (
            part
          ) : (
            <span key={part.number} className={styles.gap}>
              <sup>{part.number}</sup>
            </span>
          ),
        )}
      </div>
      <section className={styles.answers}>
        <h2>Answers</h2>
        <p>
          {gaps.map(({ number, word }) => (
            <span key={number}>
              {number}&nbsp;<bdi lang={look?.lang}>{word}</bdi>
            </span>
          ))}
        </p>
      </section>
    </article>
  );
}
