import { times } from '../../base/words';
import type { UnitSlice } from '../../dataset/readUnits';
import type { Prepared } from '../../store/playground/prepared';
import { explainSplit } from '../../tokenizer/explainSplit';
import { sayUnknown, whyUnknown } from '../../tokenizer/unknown';
import { FIRST_PIECE_ID, UNK_ID } from '../../tokenizer/vocabulary';
import { hasPieceMark, PieceMark } from '../common/PieceMark';
import { textLook } from '../common/textLook';
import styles from './WordSplit.module.css';
import { wordIn } from './wordIn';

/** What a piece was made from: two others, or a character. */
export function origin(
  { vocabulary: { tokens }, mergedFrom, madeFor }: Prepared,
  id: number,
): string {
  const [a, b] = [mergedFrom[2 * id]!, mergedFrom[2 * id + 1]!];
  if (a >= 0) return `${tokens[a]} + ${tokens[b]}`;
  if (id < FIRST_PIECE_ID) return 'special';
  return madeFor.tokenizer === 'word' ? 'a word' : 'a character';
}

function Origin({ prepared, id }: { prepared: Prepared; id: number }) {
  const from = origin(prepared, id);
  if (!from.includes('+')) return from;
  return (
    <>
      made of{' '}
      <bdi lang={textLook(prepared).lang} className="mono">
        {from}
      </bdi>
    </>
  );
}

function Quoted({ lang, children }: { lang: string; children: string }) {
  return (
    <>
      “<bdi lang={lang}>{children}</bdi>”
    </>
  );
}

interface Props {
  readonly prepared: Prepared;
  /** The unit that the token stands in */
  readonly slice: UnitSlice;
  /** Of the token, in the text */
  readonly index: number;
}

/** How the word at a token came to be split, step by step. */
export function WordSplit({ prepared, slice, index }: Props) {
  const { vocabulary, counts, madeFor } = prepared;
  const { lang } = textLook(prepared);
  const { text, starts, ends, ids } = slice;
  const { first, end } = wordIn(slice, index);
  const raw = text.slice(starts[first]!, ends[end - 1]!);
  const pieces = Array.from(ids.subarray(first, end));
  const { word, steps } = explainSplit(vocabulary, raw, { ids: pieces });
  if (pieces.includes(UNK_ID)) {
    return (
      <p>
        <strong>
          <bdi lang={lang}>{raw}</bdi>
        </strong>{' '}
        is unknown, one [UNK]: it{' '}
        {sayUnknown(whyUnknown(raw, { ids: pieces }, vocabulary) ?? 'spelling', madeFor.tokenizer)}.
      </p>
    );
  }
  return (
    <>
      <p>
        <strong>
          <bdi lang={lang}>{word}</bdi>
        </strong>{' '}
        {steps.length === 1 ? (
          'is one piece.'
        ) : (
          <>
            is {steps.length} pieces, the longest first
            {hasPieceMark(pieces, vocabulary.tokens) && (
              <>
                {' '}
                (<PieceMark />)
              </>
            )}
            :
          </>
        )}
      </p>
      <ol className={styles.steps}>
        {steps.map(({ id, piece, rest, tried }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
          <li key={i}>
            <bdi lang={lang} className="mono">
              {piece}
            </bdi>{' '}
            {tried > 0 ? (
              <>
                fits {i === 0 ? 'the beginning' : <Quoted lang={lang}>{rest}</Quoted>}, after{' '}
                {tried} longer {tried === 1 ? 'one that is' : 'ones that are'} not in the
                vocabulary;{' '}
              </>
            ) : (
              `is all ${i === 0 ? 'of it' : 'that is left'}; `
            )}
            <Origin prepared={prepared} id={id} />, {times(counts[id]!)} in the text
          </li>
        ))}
      </ol>
    </>
  );
}
