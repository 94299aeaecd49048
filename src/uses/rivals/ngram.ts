/** Stand before and after every sentence; no word is a control character. */
const BEGIN = '\u0002';
export const END = '\u0003';

/** A language model that sees the `order` - 1 words before a word. */
export interface NGrams {
  readonly order: number;
  /** What may follow: every word of the training sentences, then the end of the sentence: [V - 1] */
  readonly words: readonly string[];
  /** ln p of a word after the last words of `before`, which begin a sentence. Any word may be asked, and `END`. */
  logProbability(word: string, before: readonly string[]): number;
  /** p of each of `words` after the last words of `before`: [V - 1]. Short of 1 by what a word never read gets */
  distribution(before: readonly string[]): Float64Array;
  /** ln p of a sentence, with its end, nats */
  sentence(words: readonly string[]): number;
  /** ln p of all that a place takes part in: its own word after those before it, and the next `order` - 1 */
  around(words: readonly string[], place: number): number;
  /** ln p of what stands at a place, given both of its sides: `around` over all words that could stand there */
  between(words: readonly string[], place: number): number;
}

/** How often each word followed a context; counts are adjusted below the highest order. */
interface Followers {
  total: number;
  readonly counts: Map<string, number>;
}

/** Sums that are kept */
const MOST_SUMS = 100_000;

type Level = Map<string, Followers>;

function add(level: Level, context: string, word: string, count: number): void {
  const followers = level.get(context) ?? { total: 0, counts: new Map<string, number>() };
  level.set(context, followers);
  followers.total += count;
  followers.counts.set(word, (followers.counts.get(word) ?? 0) + count);
}

/** n1 / (n1 + 2 n2), by how many n-grams were met once and twice (Ney, Essen and Kneser 1994). */
function discountOf(level: Level): number {
  let once = 0;
  let twice = 0;
  for (const { counts } of level.values()) {
    for (const count of counts.values()) {
      if (count === 1) once++;
      else if (count === 2) twice++;
    }
  }
  return once > 0 && twice > 0 ? once / (once + 2 * twice) : 0.5;
}

/**
 * An n-gram model with interpolated Kneser-Ney smoothing (Kneser and Ney, ICASSP 1995; Chen and Goodman, Computer Speech
 * & Language 1999): below the highest order it counts the different words that an n-gram followed, but for those that
 * begin a sentence, which follow nothing. The lowest order is mixed with equal shares for all words and one unknown.
 *
 * @param order 1 for single words, 2 for pairs, and so on
 */
export function trainNGrams(sentences: readonly (readonly string[])[], order: number): NGrams {
  if (!(order >= 1)) throw new RangeError(`trainNGrams: order ${order} is not at least 1`);
  // levels[k - 1] has the k-grams by their first k - 1 words
  const levels: Level[] = Array.from({ length: order }, () => new Map());
  for (const words of sentences) {
    const all = [BEGIN, ...words, END];
    for (let i = 1; i < all.length; i++) {
      const k = Math.min(order, i + 1);
      add(levels[k - 1]!, all.slice(i + 1 - k, i).join(' '), all[i]!, 1);
    }
  }
  for (let k = order - 1; k >= 1; k--) {
    for (const [context, { counts }] of levels[k]!) {
      const shorter = context.includes(' ') ? context.slice(context.indexOf(' ') + 1) : '';
      for (const word of counts.keys()) add(levels[k - 1]!, shorter, word, 1);
    }
  }
  const known = new Set(sentences.flat());
  const words = [...known, END];
  const V = words.length + 1;
  const discounts = levels.map(discountOf);

  /** p, from the lowest order up, of a word where those before it end before `at` */
  function probability(word: string, all: readonly string[], at: number): number {
    let p = 1 / V;
    let context = '';
    for (let k = 1; k <= order && k <= at + 1; k++) {
      if (k === 2) context = all[at - 1]!;
      else if (k > 2) context = `${all[at + 1 - k]} ${context}`;
      const followers = levels[k - 1]!.get(context);
      if (!followers) break;
      const { total, counts } = followers;
      const D = discounts[k - 1]!;
      p = (Math.max((counts.get(word) ?? 0) - D, 0) + D * counts.size * p) / total;
    }
    return p;
  }

  const logProbability = (word: string, before: readonly string[]) =>
    Math.log(probability(word, [BEGIN, ...before], before.length + 1));

  /** ln p of what a sentence with its frame has at places `from` to `to` - 1, of which 0 is the beginning */
  function span(all: readonly string[], from: number, to: number): number {
    let sum = 0;
    for (let i = from; i < to; i++) {
      sum += Math.log(probability(all[i]!, all, i));
    }
    return sum;
  }

  const framed = (sentence: readonly string[]) => [BEGIN, ...sentence, END];
  const aroundIn = (all: readonly string[], place: number) =>
    span(all, place + 1, Math.min(place + 1 + order, all.length));

  const sums = new Map<string, number>();

  /** The sum of `aroundIn` over all words at a place; sentences that differ in that place only share it. */
  function sumAt(all: readonly string[], place: number): number {
    const from = Math.max(0, place + 2 - order);
    const window = [...all.slice(from, place + 1), '', ...all.slice(place + 2, place + 1 + order)];
    const name = window.join(' ');
    const done = sums.get(name);
    if (done !== undefined) return done;
    const own = place + 1 - from;
    let sum = 0;
    for (const word of known) {
      window[own] = word;
      let p = 1;
      // What stands at the beginning of the window is given.
      for (let i = own; i < window.length; i++) p *= probability(window[i]!, window, i);
      sum += p;
    }
    if (sums.size > MOST_SUMS) sums.clear();
    sums.set(name, sum);
    return sum;
  }

  return {
    ...{ order, words, logProbability },
    distribution(before) {
      const all = [BEGIN, ...before];
      return Float64Array.from(words, (word) => probability(word, all, all.length));
    },
    sentence: (sentence) => span(framed(sentence), 1, sentence.length + 2),
    around: (sentence, place) => aroundIn(framed(sentence), place),
    between(sentence, place) {
      const all = framed(sentence);
      const own = aroundIn(all, place);
      const sum = sumAt(all, place) + (known.has(sentence[place]!) ? 0 : Math.exp(own));
      return own - Math.log(sum);
    },
  };
}
