import { hash32 } from '../base/random';
import type { Vocabulary } from './vocabulary';

/** A hash of the tokens of a vocabulary, in order: 8 hexadecimal digits. Equal if ids stand for the same tokens. */
export function vocabularyId({ tokens }: Pick<Vocabulary, 'tokens'>): string {
  let id = hash32(tokens.length);
  for (const token of tokens) {
    for (let i = 0; i < token.length; i++) id = hash32((id ^ token.charCodeAt(i)) >>> 0);
    id = hash32(id ^ 0xffff); // not a character: keeps `ab c` and `a bc` apart
  }
  return id.toString(16).padStart(8, '0');
}

/** The full id of an exam: what it asks (`train/examId.ts`), and which vocabulary it asks it in. */
export const wholeExamId = (asked: string, vocabulary: Pick<Vocabulary, 'tokens'>): string =>
  `${asked}${vocabularyId(vocabulary)}`;
