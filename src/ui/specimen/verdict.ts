import type { Answer, View } from '../../protocol/look';
import { answerOf, type Specimen } from '../../store/playground/specimen';
import { UNK_ID } from '../../tokenizer/vocabulary';

/** A word of the sentence that is hidden, or a part of one. */
export interface HiddenWord {
  /** Numbers of its blanks, from 0: one for each hidden piece */
  readonly blanks: readonly number[];
  /** What is hidden, as the sentence writes it */
  readonly written: string;
  /** Whether no piece of the word can be read */
  readonly isWhole: boolean;
}

/** The hidden words in their order; the hidden pieces of one word belong together. */
export function hiddenWords({ tokens, text, blanks }: Specimen): HiddenWord[] {
  const groups: number[][] = [];
  blanks.forEach((token, b) => {
    const before = blanks[b - 1];
    const continues = before === token - 1 && tokens[before]!.wordId === tokens[token]!.wordId;
    if (continues) groups.at(-1)!.push(b);
    else groups.push([b]);
  });
  return groups.map((numbers) => {
    const hidden = numbers.map((b) => tokens[blanks[b]!]!);
    const [first, last] = [hidden[0]!, hidden.at(-1)!];
    const pieces = tokens.filter(({ wordId }) => wordId === first.wordId).length;
    return {
      blanks: numbers,
      written: text.slice(first.start, last.end),
      isWhole: hidden.length === pieces,
    };
  });
}

/** Whether the guesses for a word are right, as far as that can be said. */
export type Verdict =
  /** Nobody knows the answer: the blank is in a sentence of the person's own. */
  | { readonly kind: 'unknown' }
  /** The vocabulary has no token for the word, so no guess can be right. */
  | { readonly kind: 'lacking' }
  /** The model has not answered yet, or has not learned anything yet */
  | { readonly kind: 'early' }
  | {
      /** Right where the first guess is for every piece */
      readonly kind: 'right' | 'wrong';
      /** One for each hidden piece */
      readonly answers: readonly Answer[];
    };

/** Judges the guesses for a hidden word. Before the first step they are noise, and nobody is to blame for that. */
export function judge(word: HiddenWord, specimen: Specimen, view: View | undefined): Verdict {
  const tokens = word.blanks.map((b) => specimen.tokens[specimen.blanks[b]!]!);
  if (tokens.some(({ id }) => id === UNK_ID)) return { kind: 'lacking' };
  if (tokens.some((token) => answerOf(token) === undefined)) return { kind: 'unknown' };
  const answers = word.blanks.flatMap((b) => view?.answers?.[b] ?? []);
  if (answers.length < tokens.length || view?.step === 0) return { kind: 'early' };
  return { kind: answers.every(({ rank }) => rank === 1) ? 'right' : 'wrong', answers };
}
