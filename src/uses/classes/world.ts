import { key, permutation, uniforms } from '../../base/random';
import type { Encoded, Reader } from '../reader';
import { withoutWords } from '../reader';
import { ITEM_SEED, type World } from '../use';
import { DAYS, FEELINGS, JUDGEMENTS, NAMES, PLACES } from './words';

/** A sentence of the diary and what is known of it. */
export interface Page {
  readonly text: string;
  /** Number of its feeling in `FEELINGS` */
  readonly feeling: number;
  /** The two things that it names */
  readonly things: readonly [string, string];
}

type Frame = (things: readonly string[], drawn: Drawn) => string;

interface Drawn {
  readonly day: string;
  readonly name: string;
  readonly place: string;
}

/** Sentences that name two things */
const SENTENCES: readonly Frame[] = [
  ([x, y], { day }) => `On ${day} I wrote about the ${x} and the ${y}.`,
  ([x, y]) => `First came the ${x}, then the ${y}.`,
  ([x, y], { name }) => `${name} told me about the ${x} and the ${y}.`,
  ([x, y], { day }) => `All ${day} I thought of the ${x} and the ${y}.`,
  ([x, y], { place }) => `After the ${x} ${place} came the ${y}.`,
  ([x, y], { day }) => `I will remember the ${x} and the ${y} of ${day}.`,
  ([x, y], { name }) => `${name} and I talked of the ${x} and the ${y}.`,
  ([x, y]) => `Dear diary, today had the ${x} and the ${y}.`,
];

/** Notes that name four: where many words tell of the same feeling, what belongs together is learnt sooner */
const NOTES: readonly Frame[] = [
  ([w, x, y, z], { day }) => `${day}: ${w}, ${x}, ${y} and ${z}.`,
  ([w, x, y, z]) => `Today: ${w}, ${x}, ${y}, ${z}.`,
  ([w, x, y, z], { name }) => `${name} had ${w}, ${x}, ${y} and ${z}.`,
  ([w, x, y, z]) => `Another day of ${w}, ${x}, ${y} and ${z}.`,
];

/** Sentences that the model reads */
const PAGES = 6000;
/** Share of pages that are notes */
const NOTED = 0.6;
/** Share of pages with a stray thing, which belongs to any feeling */
const STRAY = 0.1;
/** Share of pages that end with "It was good." or the like, and as many with "I felt proud." or the like */
const JUDGED = 0.06;
/** Share of the pairs of things that no page of the diary has */
const HELD_OUT = 0.25;
const DIARY_SEED = 19;

type Next = () => number;
const pick = <T>(from: readonly T[], next: Next): T => from[Math.floor(next() * from.length)]!;

/** Two things in the order of the alphabet. */
const pairOf = (x: string, y: string) => (x < y ? `${x} ${y}` : `${y} ${x}`);

/** All pairs of two things of one feeling, in a random order. */
const pairsOf = FEELINGS.map(({ things }, feeling) => {
  const all = things.flatMap((x, i) => things.slice(i + 1).map((y) => [x, y] as const));
  const order = permutation(key(DIARY_SEED, 1, feeling), all.length);
  return Array.from(order, (i) => all[i]!);
});
const heldOutPairs = pairsOf.map((pairs) => pairs.slice(0, Math.round(HELD_OUT * pairs.length)));
const seenPairs = pairsOf.map((pairs) => pairs.slice(Math.round(HELD_OUT * pairs.length)));

/** Whether the diary never has these two things on one page. */
const heldOut = new Set(heldOutPairs.flat().map(([x, y]) => pairOf(x, y)));
export const isHeldOut = (x: string, y: string): boolean => heldOut.has(pairOf(x, y));

function drawnFor(next: Next): Drawn {
  return { day: pick(DAYS, next), name: pick(NAMES, next), place: pick(PLACES, next) };
}

function pageOf(feeling: number, pairs: typeof seenPairs, next: Next): Page {
  const [a, b] = pick(pairs[feeling]!, next);
  const things = next() < 0.5 ? ([a, b] as const) : ([b, a] as const);
  return { text: pick(SENTENCES, next)(things, drawnFor(next)), feeling, things };
}

/** Four things of one feeling, of which the diary has every pair. */
function fourOf(feeling: number, next: Next): readonly string[] {
  const { things } = FEELINGS[feeling]!;
  for (;;) {
    const four: string[] = [];
    const order = permutation(Math.floor(next() * 2 ** 31), things.length);
    for (const at of order) {
      const thing = things[at]!;
      if (four.length < 4 && !four.some((other) => isHeldOut(thing, other))) four.push(thing);
    }
    if (four.length === 4) return four;
  }
}

/** The diary: which pages are good ones is never said, but for the few that say what they were. */
function diary(): string[] {
  const next = uniforms(key(DIARY_SEED, 2));
  return Array.from({ length: PAGES }, (_, i) => {
    const feeling = i % FEELINGS.length;
    const { felt, side, things: own } = FEELINGS[feeling]!;
    const isNote = next() < NOTED;
    const things = isNote
      ? [...fourOf(feeling, next)]
      : [...pageOf(feeling, seenPairs, next).things];
    if (next() < STRAY) {
      const stray = pick(pick(FEELINGS, next).things, next);
      if (!own.includes(stray)) things[Math.floor(next() * things.length)] = stray;
    }
    const text = pick(isNote ? NOTES : SENTENCES, next)(things, drawnFor(next));
    const u = next();
    if (u < JUDGED) return `${text} It was ${pick(JUDGEMENTS[side], next)}.`;
    return u < 2 * JUDGED ? `${text} I felt ${felt}.` : text;
  });
}

/** Good and bad feelings in turn. */
const inTurn = (i: number) => (i % 2) * 4 + (Math.floor(i / 2) % 4);

/**
 * Pages of which nothing is said, as many of each feeling, good and bad in turn.
 *
 * @param from pairs that the diary has, to learn from with labels, or those that it never has, for the exam
 */
export function pages(count: number, from: 'seen' | 'held out', k: number): Page[] {
  const next = uniforms(key(ITEM_SEED, k));
  const pairs = from === 'seen' ? seenPairs : heldOutPairs;
  return Array.from({ length: count }, (_, i) => pageOf(inTurn(i), pairs, next));
}

const feelingOf = new Map(FEELINGS.flatMap(({ things }, f) => things.map((thing) => [thing, f])));

/**
 * Share of hidden things for which the model thinks first of one of the right feeling, by the one thing that is left.
 */
async function rightFeeling(reader: Reader): Promise<number> {
  const items = pages(160, 'held out', 1);
  const rows = items.map(({ text, things }) => {
    const encoded: Encoded = reader.encode(text);
    const hidden = encoded.words.find((word) => word.text.toLowerCase() === things[1])!;
    return withoutWords(encoded, [hidden]);
  });
  const asked = await reader.ask(rows);
  const feelings = reader.vocabulary.tokens.map((token) => feelingOf.get(token));
  let right = 0;
  asked.forEach((one, i) => {
    const p = one.logProbabilities(0);
    let best = 0;
    for (let id = 1; id < p.length; id++) if (p[id]! > p[best]!) best = id;
    if (feelings[best] === items[i]!.feeling) right++;
  });
  return right / items.length;
}

export const WORLD: World = {
  id: 'classes',
  recipe: { maxPositionEmbeddings: 17, maxSteps: 6000 },
  passages: diary,
  gate: {
    name: 'Hidden word of the right feeling',
    chance: 1 / FEELINGS.length,
    from: 0.8,
    measure: rightFeeling,
  },
};
