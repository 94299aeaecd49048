import { hash32 } from '../base/random';
import type { Vocabulary } from './vocabulary';

/** Names a vocabulary by its tokens, in order: what an id stands for. 8 hexadecimal digits. */
export function vocabularyId({ tokens }: Pick<Vocabulary, 'tokens'>): string {
  let id = hash32(tokens.length);
  for (const token of tokens) {
    for (let i = 0; i < token.length; i++) id = hash32((id ^ token.charCodeAt(i)) >>> 0);
    id = hash32(id ^ 0xffff); // no character, so that ab c is not a bc
  }
  return id.toString(16).padStart(8, '0');
}

/** The whole id of an exam: what it asks (`train/examId.ts`), and what its ids stand for. */
export const wholeExamId = (asked: string, vocabulary: Pick<Vocabulary, 'tokens'>): string =>
  `${asked}${vocabularyId(vocabulary)}`;
