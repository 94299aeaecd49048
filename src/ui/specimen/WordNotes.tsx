import type { Specimen } from '../../store/specimen';
import { UNK_ID } from '../../text/types';
import { useAppState } from '../app';
import { wordsOf } from './Sentence';
import styles from './Specimen.module.css';

/** Words of one's own sentence that the vocabulary lacks, and how the model reads them instead. */
export function WordNotes({
  specimen,
  lang,
  vocabulary,
}: {
  specimen: Specimen;
  lang: string;
  vocabulary: readonly string[];
}) {
  const tokenizer = useAppState((s) => s.run.loaded?.settings.tokenizer);
  if (specimen.source.kind !== 'own') return null;
  const lacking = wordsOf(specimen.tokens, specimen.text).filter(
    ({ indices }) =>
      !specimen.blanks.includes(indices[0]!) &&
      (indices.length > 1 || specimen.tokens[indices[0]!]!.id === UNK_ID),
  );
  if (lacking.length === 0) return null;
  return (
    <ul className={styles.notes} aria-label="Words that the vocabulary lacks">
      {lacking.map(({ indices, written }) => {
        const tokens = indices.map((i) => specimen.tokens[i]!);
        const unknown = tokens.some((t) => t.id === UNK_ID);
        return (
          <li key={indices[0]}>
            “<bdi lang={lang}>{written}</bdi>” is not in the vocabulary
            {unknown ? (
              <>
                : the text has no such {tokenizer === 'word' ? 'word' : 'characters'}, so the model
                sees [UNK]
              </>
            ) : (
              <>
                : read in pieces as{' '}
                <bdi lang={lang} className="mono">
                  {tokens.map((t) => vocabulary[t.id]).join(' ')}
                </bdi>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}
