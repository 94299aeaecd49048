import { shortened } from '../../base/words';
import type { Specimen } from '../../store/playground/specimen';
import { sayUnknown, type UnknownReason, whyUnknown } from '../../tokenizer/unknown';
import { UNK_ID } from '../../tokenizer/vocabulary';
import { useAppState } from '../app';
import { wordsOf } from './Sentence';
import styles from './WordNotes.module.css';

/** What becomes of an unknown word, up to its [UNK]. */
const LACKS: Readonly<Record<UnknownReason, string>> = {
  long: 'is read as one',
  spelling: 'is not in the vocabulary, so the model sees',
};

/** Words of one's own sentence that the vocabulary lacks, and how the model reads them instead. */
export default function WordNotes({
  specimen,
  lang,
  vocabulary,
}: {
  specimen: Specimen;
  lang: string;
  vocabulary: readonly string[];
}) {
  const loaded = useAppState((s) => s.run.loaded);
  if (!loaded) return null;
  const { tokenizer } = loaded.settings;
  // Where tokens are characters, every word is in pieces.
  const mayBeWhole = tokenizer !== 'character';
  const lacking = wordsOf(specimen.tokens, specimen.text).filter(
    ({ indices }) =>
      !specimen.blanks.includes(indices[0]!) &&
      ((mayBeWhole && indices.length > 1) || specimen.tokens[indices[0]!]!.id === UNK_ID),
  );
  if (lacking.length === 0) return null;
  return (
    <ul className={`small-print ${styles.notes}`} aria-label="Words that the vocabulary lacks">
      {lacking.map(({ indices, written }) => {
        const tokens = indices.map((i) => specimen.tokens[i]!);
        const ids = tokens.map((t) => t.id);
        const reason = whyUnknown(written, { ids }, loaded.prepared.vocabulary);
        return (
          <li key={indices[0]}>
            “<bdi lang={lang}>{shortened(written)}</bdi>”{' '}
            {reason ? (
              `${LACKS[reason]} [UNK]${reason === 'spelling' && tokenizer === 'word' ? '' : `: it ${sayUnknown(reason, tokenizer)}`}`
            ) : (
              <>
                is not in the vocabulary: read in pieces as{' '}
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
