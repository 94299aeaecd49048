import { key, permutation, uniforms } from '../../base/random';
import { ITEM_SEED } from '../use';

const words = (text: string): readonly string[] => text.split(' ');

const THINGS = words(
  'soup film hotel lesson concert journey book garden supper speech match walk cake party museum song',
);
export const ADJECTIVES = {
  good: words('good lovely fine great pleasant delightful splendid charming'),
  bad: words('bad awful poor terrible boring dreadful nasty dull'),
} as const;
export const FEELINGS = {
  glad: words('glad happy pleased cheerful merry content'),
  cross: words('cross angry annoyed sad upset gloomy'),
} as const;

export type Verdict = keyof typeof ADJECTIVES;
export type Feeling = keyof typeof FEELINGS;

/** `_` is what is spoken of, `=` how it was, with or without “not”, and `!` what one feels. */
const PATTERNS = [
  'The _ was =, so I am !.',
  'I am ! as the _ was =.',
  'The _ of today was = and I feel !.',
  'I was ! because the _ was =.',
] as const;

/** A quarter of all things and words for them, which never stand together in what the model reads. */
const isHeldOut = (thing: number, adjective: number): boolean => (thing + adjective) % 4 === 0;

export interface Entry {
  readonly text: string;
  readonly thing: string;
  readonly adjective: string;
  readonly isNegated: boolean;
  readonly feeling: Feeling;
  /** The word for it */
  readonly felt: string;
}

function draw(count: number, wantsHeldOut: boolean, stream: number): readonly Entry[] {
  const next = uniforms(key(ITEM_SEED, stream));
  const pick = <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)]!;
  const places = permutation(key(ITEM_SEED, stream, 1), count);
  const entries = new Array<Entry>(count);
  places.forEach((place, i) => {
    // All four of good and bad, with and without “not”, are as frequent.
    const verdict: Verdict = i % 2 === 0 ? 'good' : 'bad';
    const isNegated = i % 4 >= 2;
    const pairs = THINGS.flatMap((thing, t) =>
      ADJECTIVES[verdict].flatMap((adjective, a) =>
        isHeldOut(t, a) === wantsHeldOut ? [{ thing, adjective }] : [],
      ),
    );
    const { thing, adjective } = pick(pairs);
    const feeling: Feeling = (verdict === 'good') !== isNegated ? 'glad' : 'cross';
    const felt = pick(FEELINGS[feeling]);
    const text = pick(PATTERNS)
      .replace('_', thing)
      .replace('=', isNegated ? `not ${adjective}` : `really ${adjective}`)
      .replace('!', felt);
    entries[place] = { text, thing, adjective, isNegated, feeling, felt };
  });
  return entries;
}

/** What the model reads. */
export const trainingEntries = (count: number): readonly Entry[] => draw(count, false, 1);

/** Entries about pairs of a thing and a word that were never read. */
export const heldOutEntries = (count: number): readonly Entry[] => draw(count, true, 2);

/** More of what the model reads, for those who learn from labels. */
export const labelledEntries = (count: number): readonly Entry[] => draw(count, false, 3);
