import { wordsOf } from '../material';
import { type Encoded, type Reader, type Row, type Word, withoutWords } from '../reader';
import { occlusion } from '../score/occlusion';
import type { Fact } from './facts';

export interface Question {
  readonly fact: Fact;
  readonly text: string;
}

/** A text with one word that is asked for. */
export interface Asking {
  readonly encoded: Encoded;
  readonly blank: Word;
  /** The words that were typed, without the answer that a question still lacks */
  readonly typed: readonly Word[];
  readonly isQuestion: boolean;
}

/** How a blank may be typed. */
const BLANK = /\[mask\]|_{2,}|…|\.{3,}/i;

/** Any known word may stand at a blank, as it is hidden. */
const AT_BLANK = 'the';

/** What follows a question: its answer, one word, and a full stop. */
export const answered = (question: string, answer: string) => `${question} ${answer}.`;

/** A question with its answer still to come; undefined where that lies beyond what the model can read. */
export function askingOf(reader: Reader, question: string): Asking | undefined {
  const encoded = reader.encode(answered(question, AT_BLANK));
  const count = wordsOf(question).length;
  const blank = encoded.words[count];
  return blank && { encoded, blank, typed: encoded.words.slice(0, count), isQuestion: true };
}

export const hasBlank = (text: string): boolean => BLANK.test(text);

/** A statement with its first blank; undefined where that lies beyond what the model can read. */
export function clozeOf(reader: Reader, text: string): Asking | undefined {
  const at = text.search(BLANK);
  const before = text.slice(0, at);
  const encoded = reader.encode(text.replace(BLANK, ` ${AT_BLANK} `));
  const blank = encoded.words[wordsOf(before).length];
  return blank && { encoded, blank, typed: encoded.words, isQuestion: false };
}

export const rowOf = ({ encoded, blank }: Asking): Row => withoutWords(encoded, [blank]);

/** The `count` most probable tokens, best first. */
export const bestTokens = (logProbabilities: Float32Array, count: number): number[] =>
  Array.from(logProbabilities.keys())
    .sort((a, b) => logProbabilities[b]! - logProbabilities[a]!)
    .slice(0, count);

/** The most probable of all tokens at the blank of each row, and its probability. */
export async function topTokens(
  reader: Reader,
  rows: readonly Row[],
): Promise<readonly { readonly id: number; readonly p: number }[]> {
  const asked = await reader.ask(rows);
  return asked.map((one) => {
    const p = one.logProbabilities(0);
    const [id] = bestTokens(p, 1);
    return { id: id!, p: Math.exp(p[id!]!) };
  });
}

/** @returns 1 for each question whose answer is the most probable of all tokens, else 0 */
export async function answeredRight(
  reader: Reader,
  questions: readonly Question[],
): Promise<Float64Array> {
  const rows = questions.map(({ text }) => rowOf(askingOf(reader, text)!));
  const top = await topTokens(reader, rows);
  return Float64Array.from(questions, ({ fact }, i) =>
    reader.vocabulary.tokens[top[i]!.id] === fact.answer.toLowerCase() ? 1 : 0,
  );
}

/** What each word does for ln p of a token at the blank, nats. */
export function why(
  reader: Reader,
  { encoded, blank }: Asking,
  words: readonly Word[],
  token: number,
): Promise<Float64Array> {
  return occlusion(encoded, words, async (texts) => {
    const asked = await reader.ask(texts.map((text) => withoutWords(text, [blank])));
    return asked.map((one) => one.logProbabilities(0)[token]!);
  });
}
