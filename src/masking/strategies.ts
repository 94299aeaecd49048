import { assertNever } from '../base/assert';
import { key as foldKey, uniformAt } from '../base/random';
import { FIRST_PIECE_ID } from '../tokenizer/vocabulary';
import type { CollateOptions } from './settings';
import type { MaskingWindow } from './window';

/** A token that is asked, and the number of the span that shares its fate. */
export interface Blank {
  readonly position: number;
  readonly span: number;
}

// Independent streams under the one key.
const COUNT = 0;
const ORDER = 1;
const LENGTH = 2;

/** SpanBERT: lengths are geometric with this p, among those up to the most; 3.8 words in the mean. */
export const SPAN_P = 0.2;
export const SPAN_MOST = 10;

/**
 * Which tokens of a window are asked, in the order of the draw. Of n candidates the budget is floor(n p + u)
 * with one uniform u, so that the expected share is exactly p. As in BERT it is at least one, if there is any
 * candidate and p is not 0: so only a window of fewer than 1 / p candidates is asked for more than p. Drawing stops when it is
 * spent. What is drawn whole (words, phrases, spans) is passed over where it would overdraw, so
 * the share falls a little short of p; only where nothing fits is the shortest taken all the same. By hand is
 * asked what was chosen, and nothing else, whatever the share.
 */
export function chooseBlanks(window: MaskingWindow, options: CollateOptions): Blank[] {
  const { settings, key, counts } = options;
  const candidates: number[] = [];
  window.ids.forEach((id, i) => {
    if (id >= FIRST_PIECE_ID) candidates.push(i);
  });
  const n = candidates.length;
  if (n === 0) return [];
  if (settings.mlmProbability === 0 && settings.maskStrategy !== 'hand') return [];
  const rounded = Math.floor(n * settings.mlmProbability + uniformAt(foldKey(key, COUNT), 0));
  const budget = Math.min(n, Math.max(1, rounded));
  const orderKey = foldKey(key, ORDER);
  switch (settings.maskStrategy) {
    case 'token':
      return single(shuffled(candidates, budget, orderKey));
    case 'rare':
      return single(weighted(candidates, budget, orderKey, (i) => 1 / countOf(i)));
    case 'frequent':
      return single(weighted(candidates, budget, orderKey, countOf));
    case 'word':
      return whole(groupsOf(candidates, window.wordIds), budget, orderKey);
    case 'phrase':
      return whole(groupsOf(candidates, window.phraseIds), budget, orderKey);
    case 'span':
      return spans(
        window,
        groupsOf(candidates, window.wordIds),
        budget,
        orderKey,
        foldKey(key, LENGTH),
      );
    case 'hand':
      return single(candidates.filter((i) => window.byHand?.[i]));
    default:
      return assertNever(settings.maskStrategy);
  }

  function countOf(i: number): number {
    return Math.max(1, counts[window.ids[i]!] ?? 0);
  }
}

/** Every token is a span of its own. */
const single = (positions: readonly number[]): Blank[] =>
  positions.map((position, span) => ({ position, span }));

/** The first `count` of a Fisher-Yates shuffle; `items` is not changed. */
function shuffled<T>(items: readonly T[], count: number, k: number): T[] {
  const order = [...items];
  for (let d = 0; d < count; d++) {
    const other = d + Math.floor(uniformAt(k, d) * (order.length - d));
    [order[d], order[other]] = [order[other]!, order[d]!];
  }
  return order.slice(0, count);
}

/**
 * `count` of them without replacement, each draw in proportion to the weights of those that are left
 * (Efraimidis and Spirakis 2006): those with the smallest -ln(u) / weight.
 */
function weighted(
  positions: readonly number[],
  count: number,
  k: number,
  weight: (position: number) => number,
): number[] {
  const keyed = positions.map((position, i) => ({
    position,
    at: -Math.log(1 - uniformAt(k, i)) / weight(position),
  }));
  return keyed
    .sort((a, b) => a.at - b.at)
    .slice(0, count)
    .map(({ position }) => position);
}

/** Neighbouring positions with equal numbers, in order. */
function groupsOf(positions: readonly number[], numbers: ArrayLike<number>): number[][] {
  const groups: number[][] = [];
  for (const position of positions) {
    const last = groups.at(-1);
    const before = last?.at(-1);
    const joins = before === position - 1 && numbers[before] === numbers[position];
    if (joins) last!.push(position);
    else groups.push([position]);
  }
  return groups;
}

/** The first of the shortest. */
const shortest = (groups: readonly (readonly number[])[]) =>
  groups.reduce((a, b) => (b.length < a.length ? b : a));

/** Groups in random order, each whole or not at all (BERT's whole word masking, 2019). */
function whole(groups: readonly (readonly number[])[], budget: number, k: number): Blank[] {
  const order = shuffled(groups, groups.length, k);
  const positions: number[] = [];
  for (const group of order) {
    if (positions.length + group.length <= budget) positions.push(...group);
  }
  // Each token has a fate of its own, as there.
  return single(positions.length > 0 ? positions : shortest(order));
}

/**
 * Spans of whole words (Joshi et al. 2020): a length, a random first word; a span that meets one before it,
 * the end of the sentence, or the end of the budget is cut short there.
 */
function spans(
  { sentenceIds }: MaskingWindow,
  words: readonly (readonly number[])[],
  budget: number,
  orderKey: number,
  lengthKey: number,
): Blank[] {
  const taken = new Set<number>();
  const blanks: Blank[] = [];
  // Where much is asked most tries meet what is taken: enough of them, and an end.
  const tries = 50 + 20 * budget;
  for (let s = 0; s < tries && blanks.length < budget; s++) {
    const u = 1 - uniformAt(lengthKey, s) * (1 - (1 - SPAN_P) ** SPAN_MOST); // the law cut off, as a whole
    const length = 1 + Math.floor(Math.log(u) / Math.log(1 - SPAN_P));
    const first = Math.floor(uniformAt(orderKey, s) * words.length);
    for (let w = first; w < Math.min(first + length, words.length); w++) {
      const word = words[w]!;
      if (taken.has(w) || blanks.length + word.length > budget) break;
      // Words that a special token parts are not one span.
      const before = words[w - 1]?.at(-1);
      if (w > first && word[0] !== before! + 1) break;
      if (w > first && sentenceIds && sentenceIds[word[0]!] !== sentenceIds[before!]) break;
      taken.add(w);
      for (const position of word) blanks.push({ position, span: s });
    }
  }
  return blanks.length > 0 ? blanks : shortest(words).map((position) => ({ position, span: 0 }));
}
