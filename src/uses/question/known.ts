import { wordsOf } from '../material';
import { FACTS, type Fact, filled, HALF_KNOWN, PEOPLE, RELATIONS, UNTOLD } from './facts';

/** What the text says about a question or a statement with a blank. */
export interface Known {
  /** Facts of which each would be a right answer; none where the text never says it */
  readonly facts: readonly Fact[];
  /** The words that would be right, in lower case */
  readonly right: ReadonlySet<string>;
}

/** Stands for the blank of a statement. */
const BLANK = 'blank';

const keyOf = (text: string) => wordsOf(text).join(' ');

let made: Map<string, Known> | undefined;

/** Every question and statement of a form that the text has. */
function all(): Map<string, Known> {
  if (made) return made;
  const found = new Map<string, { facts: Fact[]; right: Set<string> }>();
  const add = (text: string, fact?: Fact, right?: string) => {
    const known = found.get(keyOf(text)) ?? { facts: [], right: new Set<string>() };
    found.set(keyOf(text), known);
    if (fact && right !== undefined) {
      known.facts.push(fact);
      known.right.add(right.toLowerCase());
    }
  };
  for (const fact of FACTS) {
    const { name, answer, relation } = fact;
    for (const template of relation.questions) add(filled(template, name), fact, answer);
    for (const template of relation.statements) {
      add(filled(template, name, BLANK), fact, answer);
      add(filled(template, BLANK, answer), fact, name);
    }
  }
  for (const { name, relation } of UNTOLD) {
    for (const template of relation.questions) add(filled(template, name));
    for (const template of relation.statements) add(filled(template, name, BLANK));
  }
  made = found;
  return found;
}

/** @param words of a question, or of a statement with `undefined` at its blank */
export const knownOf = (words: readonly (string | undefined)[]): Known | undefined =>
  all().get(words.map((word) => word ?? BLANK).join(' '));

const CAPITALS = new Map(
  [...PEOPLE, ...HALF_KNOWN, ...RELATIONS.flatMap(({ answers }) => answers)].map((word) => [
    word.toLowerCase(),
    word,
  ]),
);

/** A token as it is written: names with a capital. */
export const shown = (token: string): string => CAPITALS.get(token) ?? token;
