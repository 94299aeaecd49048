import { key, uniforms } from '../../base/random';
import type { Reader } from '../reader';
import { withoutWords } from '../reader';
import { ITEM_SEED } from '../use';
import {
  AGED,
  type Count,
  type Gender,
  isHeldThing,
  isHeldVerb,
  KNOWS,
  LOOKS,
  NEAR,
  PEOPLE,
  PLACES,
  POINTERS,
  SELVES,
  SIZES,
  THINGS,
  TIMES,
  VERBS,
} from './grammar';

/** What a pair is about, and what the page calls it. */
export const KINDS = {
  phrase: 'The verb, past a phrase',
  clause: 'The verb, past a clause',
  self: '“himself” or “herself”',
  pointer: '“this” or “these”, two words before its noun',
} as const;

export type Kind = keyof typeof KINDS;

/** Two sentences that differ in one word, of which only the first is right. */
export interface Pair {
  readonly kind: Kind;
  /** In lower case, with the full stop */
  readonly right: readonly string[];
  readonly wrong: readonly string[];
  /** Which word differs */
  readonly at: number;
}

const STREAM = { phrase: 1, clause: 2, self: 3, pointer: 4 };

/**
 * Minimal pairs (Warstadt et al., TACL 2020) whose person and verb, or pointer and thing, the model never read together.
 * In half of them the noun next to the verb has the subject's number, in half the other.
 *
 * @param set another set of the same kind: 0 is the exam's
 */
export function pairsOf(kind: Kind, count: number, set = 0): Pair[] {
  return Array.from({ length: count }, (_, i) =>
    pair(kind, i, key(ITEM_SEED, STREAM[kind], set, i)),
  );
}

function pair(kind: Kind, i: number, k: number): Pair {
  const next = uniforms(k);
  const index = (length: number) => Math.floor(next() * length);
  const one = <T>(all: readonly T[]): T => all[index(all.length)]!;
  const number = (): Count => (next() < 0.5 ? 'one' : 'many');
  const other = (n: Count): Count => (n === 'one' ? 'many' : 'one');

  const p = index(PEOPLE.length);
  const person = PEOPLE[p]!;
  // A person alone is a he or a she.
  const subject: Count = kind === 'self' ? 'one' : number();
  const verb = one(VERBS.filter((_, v) => isHeldVerb(p, v)));
  // What stands next to the verb has its number as often as not.
  const nearby = i % 2 === 0 ? subject : other(subject);
  const isClause = kind === 'clause' || (kind !== 'phrase' && next() < 0.5);
  const past = isClause
    ? ['whom', 'the', one(PEOPLE.filter((q) => q !== person))[nearby], one(KNOWS)[nearby]]
    : [one(NEAR), 'the', one(AGED), one(PLACES)[nearby]];
  const before = ['the', person[subject], ...past];

  const d = index(POINTERS.length);
  const things = number();
  const pointer = POINTERS[d]!;
  const thing = one(THINGS.filter((_, t) => isHeldThing(d, t) === (kind === 'pointer')))[things];
  const object = (n: Count) => [pointer[n], one(SIZES), one(LOOKS), thing, '.'];
  const self = (gender: Gender) => [SELVES[gender], ...time, '.'];
  const time = next() < 0.5 ? one(TIMES).split(' ') : [];

  const sentence = [
    ...before,
    verb[subject],
    ...(kind === 'self' ? self(person.gender) : object(things)),
  ];
  const at = kind === 'phrase' || kind === 'clause' ? before.length : before.length + 1;
  const wrong = {
    phrase: verb[other(subject)],
    clause: verb[other(subject)],
    self: SELVES[person.gender === 'he' ? 'she' : 'he'],
    pointer: pointer[other(things)],
  }[kind];
  return { kind, right: sentence, wrong: sentence.with(at, wrong), at };
}

/** 1 where the right word is likelier at its place than the wrong one, asked once a pair: quick. */
export async function prefersRight(reader: Reader, pairs: readonly Pair[]): Promise<number[]> {
  const ids = new Map(reader.vocabulary.tokens.map((token, id) => [token, id]));
  const rows = pairs.map(({ right, at }) => {
    const encoded = reader.encode(right.join(' '));
    return withoutWords(encoded, [encoded.words[at]!]);
  });
  const asked = await reader.ask(rows);
  return pairs.map(({ right, wrong, at }, i) => {
    const p = asked[i]!.logProbabilities(0);
    return p[ids.get(right[at]!)!]! > p[ids.get(wrong[at]!)!]! ? 1 : 0;
  });
}
