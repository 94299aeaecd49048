import { learnVocabulary } from '../../src/tokenizer/learnVocabulary';
import { normalizeWord } from '../../src/tokenizer/normalize';
import { nextWord, type WordSpan } from '../../src/tokenizer/preTokenize';
import type { Vocabulary } from '../../src/tokenizer/vocabulary';
import { createEncoder } from '../../src/tokenizer/wordPiece';

/** As in BERT's uncased models, but accents stay */
export const SPELLING = { doLowerCase: true, stripAccents: false } as const;
export const VOCAB_SIZE = 8192;
export const MIN_FREQUENCY = 2;

/** How often each word occurs in a text, as written. */
export function countRaw(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  const span: WordSpan = { start: 0, end: 0 };
  for (let at = 0; nextWord(text, at, text.length, span); at = span.end) {
    const word = text.slice(span.start, span.end);
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

/** From a text in memory to its vocabulary: counts words, normalises them, learns pieces. */
export function learn(text: string): Vocabulary {
  const counts = new Map<string, number>();
  for (const [raw, count] of countRaw(text)) {
    const word = normalizeWord(raw, SPELLING).text;
    counts.set(word, (counts.get(word) ?? 0) + count);
  }
  const options = { vocabSize: VOCAB_SIZE, minFrequency: MIN_FREQUENCY };
  const learning = learnVocabulary('wordpiece', counts, options);
  let step = learning.next();
  while (!step.done) step = learning.next();
  return { tokens: step.value, ...SPELLING };
}

/** How many tokens a text has with a vocabulary. */
export function countTokens(counts: ReadonlyMap<string, number>, vocabulary: Vocabulary): number {
  const { encodeWord } = createEncoder(vocabulary);
  let tokens = 0;
  for (const [word, count] of counts) tokens += count * encodeWord(word).ids.length;
  return tokens;
}
