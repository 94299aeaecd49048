import { formatCount } from '../../base/format';
import { ordinal, shortened } from '../../base/words';
import type { Answer } from '../../protocol/look';
import { FIRST_PIECE_ID } from '../../tokenizer/vocabulary';
import { percent } from './GuessList';
import styles from './VerdictLine.module.css';
import type { HiddenWord, Verdict } from './verdict';

/** Keeps a figure and its unit on one line. */
const NBSP = '\u00a0';

interface Props {
  readonly word: HiddenWord;
  readonly verdict: Verdict;
  /** Language of the sentence */
  readonly lang: string;
  readonly vocabulary: readonly string[];
}

/** How probable the model finds a token, and how many it finds more probable. */
function standing({ probability, rank }: Answer): string {
  const share = probability < 0.0005 ? 'under 0.1 %' : percent(probability);
  return `${share.replace(' %', `${NBSP}%`)}, ${ordinal(rank)}`;
}

/** Whether the first guess for a word is right; if not, what the word is, and how near the model was to it. */
export default function VerdictLine({ word, verdict, lang, vocabulary }: Props) {
  const written = <bdi lang={lang}>{shortened(word.written)}</bdi>;
  const noun = word.isWhole ? 'word' : 'hidden part';
  const inPieces = word.blanks.length > 1;
  const among = formatCount(vocabulary.length - FIRST_PIECE_ID);
  const words = () => {
    switch (verdict.kind) {
      case 'unknown':
        return null;
      case 'lacking':
        return (
          <>
            No guess can be right: “{written}” is not in the vocabulary, so the model reads [UNK].
          </>
        );
      case 'early':
        return (
          <>
            the {noun}: “{written}”
          </>
        );
      case 'right':
        return (
          <span className={styles.right}>
            ✓ right: {written}
            {inPieces && `, all ${verdict.answers.length} pieces`}
          </span>
        );
      case 'wrong':
        return (
          <>
            <span className={styles.wrong}>✗ wrong:</span> the {noun} is “{written}”
            {inPieces ? (
              <>
                , in pieces{' '}
                {verdict.answers.map((answer, i) => (
                  <span key={word.blanks[i]}>
                    {i > 0 && '; '}
                    <bdi lang={lang} className="mono">
                      {vocabulary[answer.id]}
                    </bdi>{' '}
                    {standing(answer)}
                  </span>
                ))}
              </>
            ) : (
              `, ${standing(verdict.answers[0]!)}`
            )}{' '}
            of {among}
          </>
        );
    }
  };
  const said = words();
  return (
    said && (
      // The page's words, whatever the sentence's language
      <div className={styles.verdict} lang="en" dir="ltr">
        {said}
      </div>
    )
  );
}
