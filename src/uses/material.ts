import { DEFAULT_SETTINGS, type Settings } from '../config/settings';
import { type BertConfig, bertConfig } from '../model/config';
import { normalizeWord } from '../tokenizer/normalize';
import { nextWord, type WordSpan } from '../tokenizer/preTokenize';
import { SPECIAL_TOKENS, type Vocabulary } from '../tokenizer/vocabulary';
import type { Passage, World } from './use';

const SPELLING = { doLowerCase: true, stripAccents: false };

const textsOf = (passage: Passage): readonly string[] =>
  typeof passage === 'string' ? [passage] : passage;

/** The words of a text as tokens, in lower case, with signs of punctuation as words of their own. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  const span: WordSpan = { start: 0, end: 0 };
  while (nextWord(text, span.end, text.length, span)) {
    words.push(normalizeWord(text.slice(span.start, span.end), SPELLING).text);
  }
  return words;
}

/**
 * Every word of the passages is a token, the most frequent first; then tokens for labels.
 *
 * @throws where a label is a word too, so that its token would stand for both
 */
export function wholeWordVocabulary(
  passages: readonly Passage[],
  labelTokens: readonly string[] = [],
): Vocabulary {
  const counts = new Map<string, number>();
  for (const text of passages.flatMap(textsOf)) {
    for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const words = [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const word = labelTokens.find((token, i) => counts.has(token) || labelTokens.indexOf(token) < i);
  if (word !== undefined)
    throw new Error(`wholeWordVocabulary: the label “${word}” is a word or comes twice`);
  return {
    tokens: [...SPECIAL_TOKENS, ...words.map(([word]) => word), ...labelTokens],
    ...SPELLING,
  };
}

/** What a world's model is made of. */
export interface Material {
  readonly passages: readonly Passage[];
  readonly vocabulary: Vocabulary;
  readonly settings: Settings;
  readonly config: BertConfig;
}

const made = new WeakMap<World, Material>();

/** Draws a world's language, once for each world: one with other settings is another. */
export function materialOf(world: World): Material {
  const known = made.get(world);
  if (known) return known;
  const passages = world.passages();
  const vocabulary = wholeWordVocabulary(passages, world.labelTokens);
  const settings: Settings = {
    ...DEFAULT_SETTINGS,
    ...{ learningRate: 1e-3, warmupSteps: 100, batchSize: 32 },
    ...world.recipe,
  };
  const material = {
    ...{ passages, vocabulary, settings },
    config: bertConfig(settings, vocabulary.tokens.length),
  };
  made.set(world, material);
  return material;
}

const flattened = new WeakMap<readonly Passage[], readonly string[]>();

/** The passages as sentences, one after the other: the same array for the same passages, as rivals are kept under it. */
export function sentencesOf(passages: readonly Passage[]): readonly string[] {
  const known = flattened.get(passages) ?? passages.flatMap(textsOf);
  flattened.set(passages, known);
  return known;
}
