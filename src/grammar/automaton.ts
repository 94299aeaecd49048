import { GrammarError } from './grammarError';

/** A label that a grammar gives: to the whole sentence, or to the word it goes with. */
export interface Mark {
  readonly of: 'sentence' | 'word';
  readonly name: string;
  readonly value: string;
}

/** One step of an automaton. The end of a sentence is an arc too: `word` and `to` are -1. */
export interface Arc {
  readonly word: number;
  readonly to: number;
  readonly probability: number;
  /** Index into the mark sets; 0 is none. */
  readonly marks: number;
}

/** What does not change while states are expanded, cut and merged. */
export interface Alphabet {
  readonly words: readonly string[];
  readonly markSets: readonly (readonly Mark[])[];
}

/** The arcs of each state; state 0 is the start. */
export type Rows = readonly (readonly Arc[])[];

/**
 * A weighted finite-state automaton without empty steps. The probabilities of a state's arcs sum to 1 and
 * every state reaches the end, so after any beginning the probabilities of all that may follow sum to 1.
 */
export interface Automaton extends Alphabet {
  readonly rows: Rows;
  /** Arcs that have a word */
  readonly arcs: number;
  /** Words of the shortest sentence, of the longest (infinite where rules go in circles), and in the mean */
  readonly shortest: number;
  readonly longest: number;
  readonly meanLength: number;
}

export const END = -1;

/** The most states and arcs with which the page still responds at once. */
export const MOST_STATES = 20_000;
export const MOST_ARCS = 200_000;

/** Mass of longer sentences that the mean length leaves out. */
const NEGLIGIBLE = 1e-13;
/** By this many words, no more than that may be left: a grammar of longer sentences is taken for a mistake. */
const MOST_WORDS = 1000;

/** States in an order in which arcs lead forward only; undefined where they go in circles. */
function order(rows: Rows): number[] | undefined {
  const incoming = new Int32Array(rows.length);
  for (const row of rows) for (const { to } of row) if (to !== END) incoming[to]!++;
  const sorted = incoming[0] === 0 ? [0] : [];
  for (let i = 0; i < sorted.length; i++) {
    for (const { to } of rows[sorted[i]!]!)
      if (to !== END && --incoming[to]! === 0) sorted.push(to);
  }
  return sorted.length === rows.length ? sorted : undefined;
}

/** Words of the longest sentence; infinite where arcs go in circles. */
export function longestOf(rows: Rows): number {
  const sorted = order(rows);
  if (!sorted) return Number.POSITIVE_INFINITY;
  const depth = new Int32Array(rows.length);
  let longest = 0;
  for (const s of sorted) {
    for (const { to } of rows[s]!) {
      if (to === END) longest = Math.max(longest, depth[s]!);
      else depth[to] = Math.max(depth[to]!, depth[s]! + 1);
    }
  }
  return longest;
}

/** The mass that is in each state after each further word, until next to none is left. */
function lengthsOf(rows: Rows): { shortest: number; meanLength: number } {
  let mass = new Float64Array(rows.length);
  mass[0] = 1;
  let left = 1;
  let shortest = Number.POSITIVE_INFINITY;
  let meanLength = 0;
  for (let n = 0; left > NEGLIGIBLE; n++) {
    if (n > MOST_WORDS) {
      throw new GrammarError(
        `A sentence could have more than ${MOST_WORDS} words: let the recursion end sooner.`,
      );
    }
    const next = new Float64Array(rows.length);
    for (let s = 0; s < rows.length; s++) {
      if (mass[s] === 0) continue;
      for (const { to, probability } of rows[s]!) {
        if (to === END) shortest = Math.min(shortest, n);
        else next[to]! += mass[s]! * probability;
      }
    }
    mass = next;
    left = mass.reduce((a, b) => a + b, 0);
    meanLength += left; // the mean is the sum of the chances of having more than n words
  }
  return { shortest, meanLength };
}

/**
 * Rows of reachable states as an automaton, with what can be said of it as a whole.
 *
 * @throws GrammarError where sentences are endlessly long.
 */
export function automatonOf(alphabet: Alphabet, rows: Rows): Automaton {
  const arcs = rows.reduce((sum, row) => sum + row.filter((a) => a.word !== END).length, 0);
  return { ...alphabet, rows, arcs, longest: longestOf(rows), ...lengthsOf(rows) };
}
