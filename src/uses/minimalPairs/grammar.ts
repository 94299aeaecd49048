import { key, permutation } from '../../base/random';
import { type Automaton, END } from '../../grammar/automaton';
import { compile } from '../../grammar/compile';
import { ITEM_SEED } from '../use';

export type Count = 'one' | 'many';
export type Gender = 'he' | 'she';

/** One and many of a kind. */
export type Forms = Readonly<Record<Count, string>>;

const forms = (one: string, many = `${one}s`): Forms => ({ one, many });

/** Who does something; the word alone tells whether it is a he or a she. */
export const PEOPLE: readonly (Forms & { readonly gender: Gender })[] = [
  ...['king', 'uncle', 'monk', 'boy', 'brother', 'father', 'prince', 'waiter'].map((one) => ({
    ...forms(one),
    gender: 'he' as const,
  })),
  ...['queen', 'aunt', 'nun', 'girl', 'sister', 'mother'].map((one) => ({
    ...forms(one),
    gender: 'she' as const,
  })),
  { ...forms('princess', 'princesses'), gender: 'she' },
  { ...forms('waitress', 'waitresses'), gender: 'she' },
];

/** What they do, to a thing or to themselves: "one paints", "many paint". */
export const VERBS: readonly Forms[] = [
  ...['admire', 'describe', 'draw', 'find', 'hide', 'paint', 'praise', 'see', 'weigh'].map((many) =>
    forms(`${many}s`, many),
  ),
  ...['sketch', 'wash', 'watch'].map((many) => forms(`${many}es`, many)),
];

export const THINGS: readonly Forms[] = [
  ...['lamp', 'boat', 'basket', 'kettle', 'ladder', 'coat', 'table', 'clock'].map((one) =>
    forms(one),
  ),
];

export const PLACES: readonly Forms[] = [
  ...['wall', 'tree', 'tower', 'house', 'field', 'gate', 'river'].map((one) => forms(one)),
  forms('bridge'),
];

export const POINTERS: readonly Forms[] = [
  { one: 'this', many: 'these' },
  { one: 'that', many: 'those' },
];

export const NEAR = ['by', 'near', 'behind', 'below'];
export const AGED = ['old', 'tall', 'quiet', 'wide'];
export const SIZES = ['small', 'large', 'long', 'heavy'];
export const LOOKS = ['red', 'green', 'wooden', 'round'];
export const KNOWS: readonly Forms[] = ['trust', 'know', 'like', 'fear'].map((many) =>
  forms(`${many}s`, many),
);
export const SELVES: Readonly<Record<Gender, string>> = { he: 'himself', she: 'herself' };
export const TIMES = ['every day', 'every evening', 'at noon', 'at night'];

/** For each row a quarter of the columns, the next ones of orders that are drawn: no column is left out by every row. */
function quarter(stream: number, rows: number, columns: number): ReadonlySet<number> {
  const held = new Set<number>();
  for (let r = 0; r < rows; r++) {
    const order = permutation(key(ITEM_SEED, stream, r >> 2), columns);
    const from = ((r % 4) * columns) / 4;
    for (const c of order.subarray(from, from + columns / 4)) held.add(r * columns + c);
  }
  return held;
}

/** Pairs of a person and a verb, and of a pointer and a thing, that are never read together. */
const HELD_VERBS = quarter(1, PEOPLE.length, VERBS.length);
const HELD_THINGS = quarter(2, POINTERS.length, THINGS.length);

/** Whether the model never reads this person with this verb, in either number. */
export const isHeldVerb = (person: number, verb: number) =>
  HELD_VERBS.has(person * VERBS.length + verb);
export const isHeldThing = (pointer: number, thing: number) =>
  HELD_THINGS.has(pointer * THINGS.length + thing);

export const COUNTS: readonly Count[] = ['one', 'many'];
const either = (words: readonly string[]) => words.join(' | ');

/** The language in the form of `parseGrammar`; a whole one has the pairs that the model never reads, too. */
function grammarText(isWhole: boolean): string {
  const rules: string[] = [];
  const subjects = PEOPLE.flatMap((person, p) =>
    COUNTS.map((n) => {
      const verbs = VERBS.filter((_, v) => isWhole || !isHeldVerb(p, v)).map((verb) => verb[n]);
      rules.push(`does${p}${n} = ${either(verbs)}`);
      const self = n === 'many' ? 'many' : person.gender;
      return `the ${person[n]} <past> <does${p}${n}> <${self}>`;
    }),
  );
  const clauses = COUNTS.map((n) => `whom the <people_${n}> <knows_${n}>`);
  const objects = POINTERS.flatMap((pointer, i) =>
    COUNTS.map((n) => {
      const things = THINGS.filter((_, t) => isWhole || !isHeldThing(i, t));
      rules.push(`things${i}${n} = ${either(things.map((thing) => thing[n]))}`);
      return `${pointer[n]} <size> <look> <things${i}${n}>`;
    }),
  );
  const others = { ...SELVES, many: 'themselves' };
  return [
    `sentence = ${either(subjects)}`,
    `past = [2] | <near> the <aged> <place> [3] | <clause> [3]`,
    `clause = ${either(clauses)}`,
    ...COUNTS.map((n) => `people_${n} = ${either(PEOPLE.map((person) => person[n]))}`),
    ...COUNTS.map((n) => `knows_${n} = ${either(KNOWS.map((verb) => verb[n]))}`),
    ...Object.entries(others).map(
      ([who, self]) => `${who} = <object> . [3] | ${self} <time> . [2]`,
    ),
    `object = ${either(objects)}`,
    `time = | ${TIMES.join(' | ')}`,
    `near = ${either(NEAR)}`,
    `aged = ${either(AGED)}`,
    `place = ${either(PLACES.flatMap((place) => [place.one, place.many]))}`,
    `size = ${either(SIZES)}`,
    `look = ${either(LOOKS)}`,
    ...rules,
  ].join('\n');
}

const compiled = new Map<boolean, Automaton>();

/** The language, compiled once. */
export function language(isWhole: boolean): Automaton {
  const automaton = compiled.get(isWhole) ?? compile(grammarText(isWhole));
  compiled.set(isWhole, automaton);
  return automaton;
}

/**
 * Whether the words, in lower case, are a sentence of the language, with the pairs that the model never read; or, where
 * they may go on, how one begins.
 *
 * @param words undefined stands for any word
 */
export function isGrammatical(words: readonly (string | undefined)[], mayGoOn = false): boolean {
  const { rows, words: alphabet } = language(true);
  let states = new Set([0]);
  for (const word of words) {
    const next = new Set<number>();
    for (const state of states) {
      for (const arc of rows[state]!) {
        if (arc.word === END) continue;
        if (word === undefined || alphabet[arc.word] === word) next.add(arc.to);
      }
    }
    states = next;
  }
  if (mayGoOn) return states.size > 0;
  return [...states].some((state) => rows[state]!.some(({ word }) => word === END));
}
