import { wordsOf as allWordsOf } from '../material';
import type { Encoded } from '../reader';
import { remembered } from '../remembered';
import { type Bm25, createBm25 } from '../rivals/bm25';
import { tellingWords } from '../rivals/tellingWords';
import { type Expansion, expansions } from '../score/expansion';
import { inverseFrequencies, type TokenWeights } from '../score/vectors';
import type { Desk } from '../use';
import { collection } from './world';

/** So many sentences of a person's text are searched, so that a model is done with them in seconds. */
const MOST = 2000;
/** So many say how much each token tells. */
const MOST_READ = 10_000;

/** What is searched, as the model and its rivals read it. */
export interface Collection {
  readonly texts: readonly string[];
  /** Topic of each, where the language says */
  readonly topics?: readonly number[];
  readonly encoded: readonly Encoded[];
  /** Squared inverse sentence frequencies of tokens, for expansions: squared they do better than plain */
  readonly weights: TokenWeights;
  readonly expanded: readonly Expansion[];
  /** A text as the rivals read it */
  readonly wordsOf: (text: string) => readonly string[];
  /** All words of the texts, in lower case */
  readonly present: ReadonlySet<string>;
  readonly bm25: Bm25;
  /** Whether sentences were left out, as there are too many */
  readonly isCut: boolean;
}

/** Texts that are expanded at once */
const TOGETHER = 32;

/** What is expanded so far: who types on breaks off the answer, and the next one goes on from here. */
const begun = remembered(async (): Promise<Expansion[]> => []);

/** Reads the collection, once for each model and text. */
export const collectionOf = remembered(gathered);

async function gathered(desk: Desk): Promise<Collection> {
  const { reader, sentences, isOwn } = desk;
  const drawn = isOwn ? undefined : collection();
  // The same sentence again would only take a place among the best.
  const different = drawn ? drawn.map(({ text }) => text) : [...new Set(sentences)];
  const texts = different.slice(0, MOST);
  const encoded = texts.map((text) => reader.encode(text));
  const read = sentences.slice(0, MOST_READ).map((text) => reader.encode(text));
  const weights = inverseFrequencies(read);
  const wordsOf = tellingWords(texts);
  const expanded = await begun(desk);
  while (expanded.length < encoded.length) {
    const some = encoded.slice(expanded.length, expanded.length + TOGETHER);
    expanded.push(...(await expansions(reader, some, weights)));
    desk.onProgress(expanded.length / encoded.length);
    await desk.pause();
  }
  return {
    ...{ texts, encoded, weights, wordsOf, expanded },
    ...(drawn && { topics: drawn.map(({ topic }) => topic) }),
    present: new Set(texts.flatMap(allWordsOf)),
    bm25: createBm25(texts.map(wordsOf)),
    isCut: texts.length < different.length,
  };
}
