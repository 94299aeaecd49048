import { key, uniforms } from '../../base/random';
import { indexAtShare } from '../../base/search';
import { sampleSentences } from '../../grammar/sample';
import { wordsOf } from '../material';
import { isGrammatical, language } from '../minimalPairs/grammar';
import type { Reader } from '../reader';
import { END, type NGrams, trainNGrams } from '../rivals/ngram';
import { type Desk, ITEM_SEED, type Sitting } from '../use';
import { fill, type Method } from './fill';
import { ownExam } from './ownExam';

const ITEMS = 200;
/** Words after which a rival that finds no end is stopped; no sentence of the language is longer */
const LONGEST = 14;

/** A sentence and its words that are to be written: `from` to `to` - 1. */
interface Gap {
  readonly words: readonly string[];
  readonly from: number;
  readonly to: number;
}

type Part = 'end' | 'begin' | 'middle';

/** Sentences that the model never read, in lower case, each with a gap. */
export function gapsOf(part: Part, read: ReadonlySet<string>, count = ITEMS, set = 0): Gap[] {
  const stream = key(ITEM_SEED, set + 1, part.length);
  const drawn = sampleSentences(language(false), stream, 4 * count)
    .map(({ words }) => words)
    .filter((words) => !read.has(words.join(' ')) && words.length > 7);
  return drawn.slice(0, count).map((words, i): Gap => {
    const share = uniforms(key(stream, i))();
    // At least the person and half of what follows it is given, or at least four words are not.
    if (part === 'end') return { words, from: 2 + Math.floor(share * 5), to: words.length };
    if (part === 'begin') return { words, from: 0, to: 4 + Math.floor(share * 3) };
    const from = 1 + Math.floor(share * (words.length - 5));
    return { words, from, to: from + 4 };
  });
}

/** The words that a model writes into gaps. */
export async function written(
  { reader, onProgress, pause }: Pick<Desk, 'reader' | 'onProgress' | 'pause'>,
  gaps: readonly Gap[],
  method: Method,
): Promise<readonly (readonly string[])[]> {
  const drafts = gaps.map(({ words, from, to }) => ({
    ids: reader.encode(words.join(' ')).ids,
    places: Array.from({ length: to - from }, (_, i) => 1 + from + i),
  }));
  let rounds = 0;
  const steps = await fill(
    ...[reader, drafts, method],
    (d) => uniforms(key(ITEM_SEED, 7, d)),
    async () => {
      onProgress(1 - 1 / ++rounds);
      await pause();
    },
  );
  return steps.map((all) => tokensOf(reader, all.at(-1)!.ids));
}

/** Tokens without [CLS] and [SEP]. */
export const tokensOf = ({ vocabulary }: Reader, ids: Int32Array): string[] =>
  Array.from(ids.subarray(1, -1), (id) => vocabulary.tokens[id]!);

/** Goes on after some words until it ends the sentence; each word is drawn. */
function goOn(model: NGrams, before: readonly string[], next: () => number): string[] {
  const words = [...before];
  while (words.length < LONGEST + 1) {
    let sum = 0;
    const sums = model.distribution(words).map((p) => (sum += p));
    const word = model.words[indexAtShare(sums, next())]!;
    if (word === END) break;
    words.push(word);
  }
  return words;
}

/** What n-grams write: on from the left; back from the right, having read all sentences backwards. */
function byNGrams(read: readonly (readonly string[])[], order: number, part: Part) {
  const isBack = part === 'begin';
  const model = trainNGrams(isBack ? read.map((words) => words.toReversed()) : read, order);
  return ({ words, from, to }: Gap, i: number): readonly string[] => {
    const next = uniforms(key(ITEM_SEED, 8, order, i));
    if (isBack) return goOn(model, words.slice(to).toReversed(), next).toReversed();
    const all = goOn(model, words.slice(0, from), next);
    return part === 'end' ? all : [...all.slice(0, to), ...words.slice(to)];
  };
}

const TITLES: Readonly<Record<Part, string>> = {
  end: 'The end of a sentence is grammatical',
  begin: 'The beginning of a sentence is grammatical',
  middle: 'Four words in the middle are grammatical',
};

/** How each way of writing is called. */
export const METHODS: Readonly<Record<Method, string>> = {
  maskPredict: 'Mask-Predict',
  easyFirst: 'One at a time, the surest first',
  gibbs: 'Each word drawn again (Gibbs sampling)',
  atOnce: 'All words at once',
};

/** Beginnings, ends and gaps that are completed, judged by the grammar. */
export async function exam(desk: Desk): Promise<readonly Sitting[]> {
  if (desk.isOwn) return ownExam(desk);
  const read = desk.sentences.map(wordsOf);
  const known = new Set(read.map((words) => words.join(' ')));
  const judged = (sentences: readonly (readonly string[])[]) =>
    sentences.map((words) => (isGrammatical(words) ? 1 : 0));
  const sittings: Sitting[] = [];
  for (const part of ['end', 'begin', 'middle'] as const) {
    const gaps = gapsOf(part, known);
    const rows = [];
    for (const method of ['maskPredict', 'easyFirst', 'gibbs', 'atOnce'] as const) {
      rows.push({
        ...{ who: method === 'maskPredict' ? 'model' : `model/${method}` },
        name: method === 'maskPredict' ? 'The model, by Mask-Predict' : METHODS[method],
        scores: judged(await written(desk, gaps, method)),
      });
    }
    for (const [order, name] of [
      [2, 'Pairs of words (bigrams)'],
      [3, 'Three words in a row (trigrams)'],
    ] as const) {
      const write = byNGrams(read, order, part);
      rows.push({ who: `${order}`, name, scores: judged(gaps.map(write)) });
    }
    sittings.push({ ...{ id: part, title: TITLES[part], ceiling: 1 }, rows });
  }
  return sittings;
}
