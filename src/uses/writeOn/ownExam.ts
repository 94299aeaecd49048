import { key, uniforms } from '../../base/random';
import { wordsOf } from '../material';
import { ownSplit } from '../ownText';
import type { Encoded, Reader } from '../reader';
import { END, type NGrams, trainNGrams } from '../rivals/ngram';
import { suggestions } from '../score/guesses';
import { type Desk, ITEM_SEED, type Sitting } from '../use';
import { fill, type Method } from './fill';

const SENTENCES = 60;
/** Words that a rival tries at each of the two places */
const BEAM = 30;

/** A sentence in which two neighbouring words are to be restored, both of one token. */
interface Hole {
  readonly encoded: Encoded;
  /** In lower case */
  readonly words: readonly string[];
  /** The first of the two */
  readonly at: number;
}

function holeIn(reader: Reader, sentence: string, i: number): Hole[] {
  const encoded = reader.encode(sentence);
  const may = suggestions(reader.vocabulary);
  const isOne = (w: number) => {
    const { from, to, text } = encoded.words[w]!;
    return to === from + 1 && may[encoded.ids[from]!] === 1 && /\p{L}/u.test(text);
  };
  const places = encoded.words.flatMap((_, w) =>
    w > 0 && w + 2 < encoded.words.length && isOne(w) && isOne(w + 1) ? [w] : [],
  );
  if (places.length === 0 || encoded.isCut) return [];
  const at = places[Math.floor(uniforms(key(ITEM_SEED, 10, i))() * places.length)]!;
  return [{ encoded, words: encoded.words.map(({ text }) => text.toLowerCase()), at }];
}

/** Of two words, how many are right. */
const share = (found: readonly unknown[], right: readonly unknown[]) =>
  right.filter((one, i) => one === found[i]).length / right.length;

async function byModel({ reader, pause }: Desk, holes: readonly Hole[], method: Method) {
  const drafts = holes.map(({ encoded, at }) => ({
    ids: encoded.ids,
    places: [encoded.words[at]!.from, encoded.words[at + 1]!.from],
  }));
  const steps = await fill(reader, drafts, method, (d) => uniforms(key(ITEM_SEED, 7, d)), pause);
  return holes.map((_, i) => {
    const { ids, places } = drafts[i]!;
    const found = steps[i]!.at(-1)!.ids;
    return share(
      places.map((t) => found[t]),
      places.map((t) => ids[t]),
    );
  });
}

/** The likeliest few words after some. */
function best(model: NGrams, before: readonly string[]): { word: string; p: number }[] {
  const p = model.distribution(before);
  return Array.from(p, (one, i) => ({ word: model.words[i]!, p: one }))
    .filter(({ word }) => word !== END)
    .sort((a, b) => b.p - a.p)
    .slice(0, BEAM);
}

/** The likeliest two words between their neighbours, of those that are likely after the words before them. */
function byPairs(model: NGrams, { words, at }: Hole): number {
  const before = words.slice(0, at);
  const after = words[at + 2]!;
  let most = 0;
  let found: readonly string[] = [];
  for (const first of best(model, before)) {
    for (const second of best(model, [...before, first.word])) {
      const p = first.p * second.p * Math.exp(model.logProbability(after, [second.word]));
      if (p > most) {
        most = p;
        found = [first.word, second.word];
      }
    }
  }
  return share(found, words.slice(at, at + 2));
}

/** On a person's text no grammar judges: two words that stood in a sentence are to be restored. */
export async function ownExam(desk: Desk): Promise<readonly Sitting[]> {
  const { read, asked, note } = ownSplit(desk);
  const holes = asked
    .flatMap((sentence, i) => holeIn(desk.reader, sentence, i))
    .slice(0, SENTENCES);
  if (holes.length === 0) return [];
  const rows = [
    {
      ...{ who: 'model', name: 'The model, by Mask-Predict' },
      scores: await byModel(desk, holes, 'maskPredict'),
    },
    { who: 'atOnce', name: 'Both words at once', scores: await byModel(desk, holes, 'atOnce') },
  ];
  const model = trainNGrams(read.map(wordsOf), 2);
  const pairs: number[] = [];
  for (const hole of holes) {
    pairs.push(byPairs(model, hole));
    desk.onProgress(pairs.length / holes.length);
    await desk.pause();
  }
  rows.push({ who: '2', name: 'Pairs of words (bigrams)', scores: pairs });
  return [{ id: 'own', title: `Two words in a gap: how many of them are restored${note}`, rows }];
}
