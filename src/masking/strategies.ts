import { assertNever } from '../base/assert';
import { key as foldKey, uniformAt } from '../base/random';
import { FIRST_PIECE_ID } from '../tokenizer/vocabulary';
import type { CollateOptions } from './settings';
import type { MaskingWindow } from './window';

/** A token that is masked, and the number of the span whose tokens share its fate. */
export interface Blank {
  readonly position: number;
  readonly span: number;
}

// Independent random streams under the window's key.
const COUNT = 0;
const ORDER = 1;
const LENGTH = 2;

/** SpanBERT: span lengths are geometric with this p, cut off at `SPAN_MOST` words; 3.8 words on average. */
export const SPAN_P = 0.2;
export const SPAN_MOST = 10;

/**
 * Chooses the tokens of a window to mask, in the order they are drawn. Of n candidates the budget is floor(n p + u)
 * tokens with one uniform u, so the expected share is exactly p. As in BERT it is at least one token, unless p is 0
 * or there is no candidate; so only windows of fewer than 1 / p candidates get a larger share.
 *
 * Words, phrases and spans are drawn whole. One that exceeds what is left of the budget is skipped, so their share
 * falls a little short of p. If none fits at all, the shortest is taken anyway. 'hand' takes the tokens that were
 * chosen by hand and no others, whatever p is.
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

/** The first `count` items of a Fisher-Yates shuffle; `items` is not changed. */
function shuffled<T>(items: readonly T[], count: number, k: number): T[] {
  const order = [...items];
  for (let d = 0; d < count; d++) {
    const other = d + Math.floor(uniformAt(k, d) * (order.length - d));
    [order[d], order[other]] = [order[other]!, order[d]!];
  }
  return order.slice(0, count);
}

/**
 * Draws `count` positions without replacement, each in proportion to its weight among those left (Efraimidis and
 * Spirakis 2006): the positions with the smallest -ln(u) / weight.
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

/** Groups neighbouring positions that have the same number. */
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

/** The shortest group; of several, the first. */
const shortest = (groups: readonly (readonly number[])[]) =>
  groups.reduce((a, b) => (b.length < a.length ? b : a));

/** Takes groups in random order, each as a whole or not at all (BERT's whole word masking, 2019). */
function whole(groups: readonly (readonly number[])[], budget: number, k: number): Blank[] {
  const order = shuffled(groups, groups.length, k);
  const positions: number[] = [];
  for (const group of order) {
    if (positions.length + group.length <= budget) positions.push(...group);
  }
  // As in BERT, each token has a fate of its own.
  return single(positions.length > 0 ? positions : shortest(order));
}

/**
 * Draws spans of whole words (Joshi et al. 2020): a random length, then a random first word. A span ends early where
 * it meets another span, the end of the sentence, a special token or the end of the budget.
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
  // With a large budget most tries hit words that are taken. This is enough tries, and a limit to them.
  const tries = 50 + 20 * budget;
  for (let s = 0; s < tries && blanks.length < budget; s++) {
    // In the part of (0, 1] that gives lengths of at most SPAN_MOST.
    const u = 1 - uniformAt(lengthKey, s) * (1 - (1 - SPAN_P) ** SPAN_MOST);
    const length = 1 + Math.floor(Math.log(u) / Math.log(1 - SPAN_P));
    const first = Math.floor(uniformAt(orderKey, s) * words.length);
    for (let w = first; w < Math.min(first + length, words.length); w++) {
      const word = words[w]!;
      if (taken.has(w) || blanks.length + word.length > budget) break;
      // A special token between two words ends the span.
      const before = words[w - 1]?.at(-1);
      if (w > first && word[0] !== before! + 1) break;
      if (w > first && sentenceIds && sentenceIds[word[0]!] !== sentenceIds[before!]) break;
      taken.add(w);
      for (const position of word) blanks.push({ position, span: s });
    }
  }
  return blanks.length > 0 ? blanks : shortest(words).map((position) => ({ position, span: 0 }));
}
