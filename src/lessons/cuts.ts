import { UNK_ID, type Vocabulary } from '../tokenizer/vocabulary';
import { createEncoder, type Encoder } from '../tokenizer/wordPiece';

/** Words as a vocabulary cuts them. */
export interface Cut {
  /** With a dot at each cut, as in "li·gh·th·ou·se" */
  readonly written: string;
  readonly words: number;
  readonly pieces: number;
  /** How often the text has its rarest piece */
  readonly least: number;
  /** Whether a word cannot be spelled: then it is one [UNK], and no piece */
  readonly isUnknown: boolean;
}

const LETTER = /[\p{L}\p{N}]/u;

/** Making one takes as long as reading the vocabulary. */
const encoders = new WeakMap<Vocabulary, Encoder>();

function encoderOf(vocabulary: Vocabulary): Encoder {
  const encoder = encoders.get(vocabulary) ?? createEncoder(vocabulary);
  encoders.set(vocabulary, encoder);
  return encoder;
}

/**
 * The words of `text` as the vocabulary cuts them; marks such as commas are left out.
 *
 * @param counts [V] how often the text has each token
 */
export function cutWords(
  text: string,
  { vocabulary, counts }: { readonly vocabulary: Vocabulary; readonly counts: ArrayLike<number> },
): Cut {
  const { ids, starts, ends, wordIds } = encoderOf(vocabulary).encode(text);
  const words: string[] = [];
  let last: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  let pieces = 0;
  ids.forEach((id, i) => {
    const piece = text.slice(starts[i], ends[i]);
    if (!LETTER.test(piece)) return;
    if (wordIds[i] === last) words[words.length - 1] += `·${piece}`;
    else words.push(piece);
    last = wordIds[i];
    pieces++;
    least = Math.min(least, counts[id] ?? 0);
  });
  return {
    ...{ written: words.join(' '), words: words.length, pieces },
    least: pieces === 0 ? 0 : least,
    isUnknown: ids.includes(UNK_ID),
  };
}

/** Whether each of the words is one piece. */
export const isWhole = ({ words, pieces, isUnknown }: Cut): boolean =>
  words > 0 && pieces === words && !isUnknown;

/** A word with a dot before each of these letters, as in "light·house". */
export const withCuts = (word: string, cuts: readonly number[]): string =>
  [...word].map((letter, i) => (cuts.includes(i) ? `·${letter}` : letter)).join('');

/** The letters that a piece begins with, by number from 1: the other way round. */
export function cutsIn(written: string): number[] {
  const cuts: number[] = [];
  let at = 0;
  for (const letter of written) {
    if (letter === '·') cuts.push(at);
    else at++;
  }
  return cuts;
}
