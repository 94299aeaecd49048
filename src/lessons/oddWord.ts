import { key, permutation, uniformAt } from '../base/random';
import { CONTINUATION, MASK_ID } from '../tokenizer/vocabulary';

/** A sentence as token ids; every token is a word or a mark. */
export type Ids = readonly number[];

/** What there is to swap, and to count with. */
export interface Words {
  /** [V] */
  readonly tokens: readonly string[];
  /** [V] How often each token stands in the training part */
  readonly counts: ArrayLike<number>;
}

/** A held-out line in which something was changed. */
export interface Item {
  readonly ids: Ids;
  /** The places that are odd, ascending: one word, or two neighbours */
  readonly odd: readonly number[];
  /** The line as it was */
  readonly was: Ids;
}

/** Shorter words are mostly articles and the like, which people would find by grammar alone. */
const LETTERS = /^\p{L}{4,}$/u;
/** So many words of the most similar frequency may take the place of one. */
const LIKE = 20;
/** Lines of so many tokens can be read at a glance. */
const [SHORTEST, LONGEST] = [6, 18];

const isWord = ({ tokens }: Words, id: number) => id > MASK_ID && /\p{L}/u.test(tokens[id]!);

/** Places of the words of a line: marks are neither shown nor asked. */
export const wordPlaces = (words: Words, ids: Ids): number[] =>
  [...ids.keys()].filter((i) => isWord(words, ids[i]!));

/** Whether all of a line is known, in whole words. */
const fits = ({ tokens }: Words, ids: Ids) =>
  ids.length >= SHORTEST &&
  ids.length <= LONGEST &&
  ids.every((id) => id > MASK_ID && !tokens[id]!.startsWith(CONTINUATION));

/** Different lines of this length, in a random order. */
function drawLines(words: Words, heldOut: readonly Ids[], k: number): Ids[] {
  const different = [...new Map(heldOut.map((ids) => [ids.join(), ids])).values()];
  const fitting = different.filter((ids) => fits(words, ids));
  return Array.from(permutation(k, fitting.length), (i) => fitting[i]!);
}

/**
 * Lines in each of which one word was swapped for another one of the text that is about as frequent.
 *
 * @param heldOut lines that the model was never trained on
 * @param k key of base/random: equal keys give equal items
 */
export function swappedWords(
  words: Words,
  heldOut: readonly Ids[],
  count: number,
  k: number,
): Item[] {
  const { tokens, counts } = words;
  const usual = [...tokens.keys()]
    .filter((id) => id > MASK_ID && LETTERS.test(tokens[id]!) && counts[id]! > 1)
    .sort((a, b) => counts[b]! - counts[a]! || a - b);
  const rank = new Map(usual.map((id, i) => [id, i]));
  return drawLines(words, heldOut, key(k, 0))
    .flatMap((was, n): Item[] => {
      const places = [...was.keys()].filter((i) => rank.has(was[i]!));
      const place = places[Math.floor(uniformAt(key(k, 1), n) * places.length)];
      if (place === undefined) return [];
      const at = rank.get(was[place]!)!;
      const from = Math.max(0, Math.min(usual.length - LIKE - 1, at - LIKE / 2));
      const like = usual.slice(from, from + LIKE + 1).filter((id) => !was.includes(id));
      const other = like[Math.floor(uniformAt(key(k, 2), n) * like.length)];
      return other === undefined ? [] : [{ was, odd: [place], ids: was.with(place, other) }];
    })
    .slice(0, count);
}

/** Lines in each of which two neighbouring words changed places. */
export function swappedNeighbours(
  words: Words,
  heldOut: readonly Ids[],
  count: number,
  k: number,
): Item[] {
  return drawLines(words, heldOut, key(k, 0))
    .flatMap((was, n): Item[] => {
      const places = pairPlaces(words, was).filter((i) => was[i] !== was[i + 1]);
      const place = places[Math.floor(uniformAt(key(k, 1), n) * places.length)];
      if (place === undefined) return [];
      return [{ was, odd: [place, place + 1], ids: turned(was, place) }];
    })
    .slice(0, count);
}

/** Places where a word is followed by another. */
export const pairPlaces = (words: Words, ids: Ids): number[] =>
  wordPlaces(words, ids).filter((i) => i + 1 < ids.length && isWord(words, ids[i + 1]!));

/** The line with the tokens at `place` and behind it in the other order. */
export const turned = (ids: Ids, place: number): Ids =>
  ids.with(place, ids[place + 1]!).with(place + 1, ids[place]!);

/** The place with the least score; of equal ones the first. */
export const leastOf = (scores: ReadonlyMap<number, number>): number | undefined =>
  [...scores].reduce<readonly [number, number] | undefined>(
    (a, b) => (a && a[1] <= b[1] ? a : b),
    undefined,
  )?.[0];

/** Weight of what a word says by itself, in the places of a pair or three that were never counted. */
const PRIOR = 1;
const EDGE = -1;

/**
 * The rival: it counts which word follows which, once or twice back, in the training part. Where it has counted little,
 * it says what is known from one word less (Dirichlet smoothing, MacKay and Peto 1995).
 */
export function countFollowers(training: readonly Ids[]) {
  const ones = new Map<number, number>();
  const pairs = new Map<string, number>();
  const threes = new Map<string, number>();
  let total = 0;
  const add = <K>(map: Map<K, number>, name: K) => map.set(name, (map.get(name) ?? 0) + 1);
  for (const ids of training) {
    const line = [EDGE, EDGE, ...ids, EDGE];
    for (let i = 2; i < line.length; i++) {
      add(ones, line[i]!);
      add(pairs, `${line[i - 1]} ${line[i]}`);
      add(threes, `${line[i - 2]} ${line[i - 1]} ${line[i]}`);
      total++;
    }
  }
  const firsts = new Map<string, number>();
  const sum = (map: Map<string, number>) => {
    for (const [name, n] of map) {
      const first = name.slice(0, name.lastIndexOf(' '));
      firsts.set(first, (firsts.get(first) ?? 0) + n);
    }
  };
  sum(pairs);
  sum(threes);
  const one = (w: number) => ((ones.get(w) ?? 0) + PRIOR) / (total + PRIOR * (ones.size + 1));
  const two = (a: number, w: number) =>
    ((pairs.get(`${a} ${w}`) ?? 0) + PRIOR * one(w)) / ((firsts.get(`${a}`) ?? 0) + PRIOR);
  const three = (a: number, b: number, w: number) =>
    ((threes.get(`${a} ${b} ${w}`) ?? 0) + PRIOR * two(b, w)) /
    ((firsts.get(`${a} ${b}`) ?? 0) + PRIOR);
  return { one, two, three };
}

export type Followers = ReturnType<typeof countFollowers>;

/** By pairs: how much likelier each word is beside its neighbours than anywhere, as a logarithm. */
export function pairScores({ one, two }: Followers, words: Words, ids: Ids): Map<number, number> {
  const at = (i: number) => ids[i] ?? EDGE;
  return new Map(
    wordPlaces(words, ids).map((i) => [
      i,
      Math.log(two(at(i - 1), at(i)) / one(at(i))) +
        Math.log(two(at(i), at(i + 1)) / one(at(i + 1))),
    ]),
  );
}

/** By threes: how much less likely the line gets with two neighbours turned; least where turning them back helps most. */
export function turnScores({ three }: Followers, words: Words, ids: Ids): Map<number, number> {
  const likely = (line: Ids) => {
    const all = [EDGE, EDGE, ...line, EDGE];
    let sum = 0;
    for (let i = 2; i < all.length; i++) sum += Math.log(three(all[i - 2]!, all[i - 1]!, all[i]!));
    return sum;
  };
  const asIs = likely(ids);
  return new Map(pairPlaces(words, ids).map((i) => [i, asIs - likely(turned(ids, i))]));
}

/**
 * The model: how much likelier each word is where it stands, once it is hidden, than anywhere, as a logarithm.
 *
 * @param probabilities of the words at `wordPlaces`, in that order
 */
export const modelScores = (
  { one }: Pick<Followers, 'one'>,
  words: Words,
  ids: Ids,
  probabilities: readonly number[],
): Map<number, number> =>
  new Map(wordPlaces(words, ids).map((i, n) => [i, Math.log(probabilities[n]! / one(ids[i]!))]));
