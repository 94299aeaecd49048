import { wordsOf } from '../material';
import { isWordy } from '../words';

/** A word that more of the sentences have tells nothing of any: "the", "was". In a short text ten sentences may. */
const COMMON = 0.1;
const FEW = 10;

/**
 * How rivals that count words read a text: in lower case, without signs of punctuation, and without the words that stand
 * in more than a tenth of the sentences. All of them do better so.
 */
export function tellingWords(sentences: readonly string[]): (text: string) => readonly string[] {
  const counts = new Map<string, number>();
  for (const sentence of sentences) {
    for (const word of new Set(wordsOf(sentence))) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const most = Math.max(FEW, COMMON * sentences.length);
  return (text) => wordsOf(text).filter((word) => isWordy(word) && (counts.get(word) ?? 0) <= most);
}
