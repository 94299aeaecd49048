import {
  type Alphabet,
  type Arc,
  END,
  type Mark,
  MOST_ARCS,
  MOST_STATES,
  type Rows,
} from './automaton';
import { GrammarError } from './grammarError';
import type { Item } from './grammarTokens';
import type { Alternative, Grammar } from './parse';

/**
 * Steps at most, by what is looked at and copied: optional parts in a row can be left out in very many ways, and marks
 * and ties can be as many as the grammar is long.
 */
const MOST_STEPS = 1_000_000;

const tooLarge = (what: string) =>
  new GrammarError(
    `The grammar is too large: it needs more than ${what}. What a rule has in common with others is ` +
      'remembered to the end of the sentence; make it shorter, or give it fewer alternatives.',
  );

/** Numbers for things that are equal where their keys are. */
function createNumbers<T>() {
  const numbers = new Map<string, number>();
  const values: T[] = [];
  return {
    values,
    of(key: string, value: T): number {
      let number = numbers.get(key);
      if (number === undefined) {
        number = values.length;
        numbers.set(key, number);
        values.push(value);
      }
      return number;
    },
  };
}

/** The alternative that each tag stands for, once the tag has been met. */
type Ties = ReadonlyMap<string, number>;
const UNTIED: Ties = new Map();

/** What is still to be written: the items of an alternative from `dot` on, and then what `below` says. */
interface Frame {
  readonly items: readonly Item[];
  readonly dot: number;
  readonly below: number;
  readonly ties: Ties;
}

/** Of each tag, where it stands last. */
function lastPlaces(items: readonly Item[]): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const [i, item] of items.entries()) {
    if (item.kind === 'rule' && item.tag !== undefined) last.set(item.tag, i);
  }
  return last;
}

/** Those that are still needed, so that states do not remember more than they must. */
function needed(ties: Ties, last: ReadonlyMap<string, number>, dot: number): Ties {
  if (ties.size === 0) return UNTIED;
  return new Map([...ties].filter(([tag]) => last.get(tag)! >= dot));
}

const EMPTY = 0;

/** Frames by number, equal ones alike. A frame with nothing left is none, so recursion that stands last needs no room. */
function createFrames() {
  const known = new Map<readonly Item[], { id: number; last: ReadonlyMap<string, number> }>();
  const numbers = createNumbers<Frame>();
  numbers.of('', { items: [], dot: 0, below: EMPTY, ties: UNTIED });
  return {
    at: (id: number) => numbers.values[id]!,
    push(items: readonly Item[], dot: number, below: number, before = UNTIED): number {
      if (dot === items.length) return below;
      let own = known.get(items);
      if (own === undefined) {
        own = { id: known.size, last: lastPlaces(items) };
        known.set(items, own);
      }
      const { id, last } = own;
      const ties = needed(before, last, dot);
      const key = `${id} ${dot} ${below} ${[...ties].join(' ')}`;
      return numbers.of(key, { items, dot, below, ties });
    },
  };
}

interface Branch {
  readonly frame: number;
  readonly probability: number;
  readonly marks: readonly Mark[];
}

const marksKey = (marks: readonly Mark[]) =>
  marks.map(({ of, name, value }) => `${of} ${name} ${value}`).join(',');

/** The alternatives of each rule with their shares. */
function sharesOf({ rules }: Grammar) {
  return new Map(
    rules.map(({ name, alternatives }) => {
      const sum = alternatives.reduce((s, a) => s + a.weight, 0);
      return [name, alternatives.map((a): [Alternative, number] => [a, a.weight / sum])];
    }),
  );
}

/** Arcs of one state, equal ones as one. */
function createRow() {
  const arcs = new Map<string, Arc>();
  return {
    size: () => arcs.size,
    arcs: (): Arc[] => [...arcs.values()],
    add(arc: Arc) {
      const key = `${arc.word} ${arc.to} ${arc.marks}`;
      const before = arcs.get(key)?.probability ?? 0;
      arcs.set(key, { ...arc, probability: before + arc.probability });
    },
  };
}

/**
 * Writes a checked grammar out as an automaton. A state is what is still to be written, as a stack of the
 * alternatives begun, so a rule's words are copied wherever something else is to follow.
 *
 * @throws GrammarError where it grows beyond `MOST_STATES` or `MOST_ARCS`.
 */
export function expand(grammar: Grammar): Alphabet & { readonly rows: Rows } {
  const shares = sharesOf(grammar);
  const frames = createFrames();
  const words = createNumbers<string>();
  const markSets = createNumbers<readonly Mark[]>();
  markSets.of('', []);
  const states = createNumbers<number>();
  const stateOf = (frame: number) => states.of(String(frame), frame);
  const start: Item = { kind: 'rule', name: grammar.rules[0]!.name, tag: undefined, line: 1 };
  stateOf(frames.push([start], 0, EMPTY));
  let arcCount = 0;
  let steps = 0;

  const count = (more: number) => {
    steps += more;
    if (steps > MOST_STEPS) throw tooLarge(`${MOST_STEPS} steps`);
  };

  const rowOf = (from: number): Arc[] => {
    const row = createRow();
    const waiting: Branch[] = [{ frame: from, probability: 1, marks: [] }];
    for (let branch = waiting.pop(); branch; branch = waiting.pop()) {
      const { frame, probability, marks } = branch;
      count(1 + marks.length);
      if (frame === EMPTY) {
        const set = markSets.of(marksKey(marks), marks);
        row.add({ word: END, to: END, probability, marks: set });
        continue;
      }
      const { items, dot, below, ties } = frames.at(frame);
      count(ties.size);
      const item = items[dot]!;
      const rest = frames.push(items, dot + 1, below, ties);
      if (item.kind === 'mark') {
        const { of, name, value } = item;
        waiting.push({ frame: rest, probability, marks: [...marks, { of, name, value }] });
      } else if (item.kind === 'rule') {
        const { tag } = item;
        count(shares.get(item.name)!.length * (tag === undefined ? 1 : 1 + ties.size));
        const tied = tag === undefined ? undefined : ties.get(tag);
        shares.get(item.name)!.forEach(([alternative, share], i) => {
          if (tied !== undefined && tied !== i) return;
          const after =
            tag === undefined || tied !== undefined
              ? rest
              : frames.push(items, dot + 1, below, new Map(ties).set(tag, i));
          const next = frames.push(alternative.items, 0, after);
          const chance = tied === undefined ? share : 1;
          waiting.push({ frame: next, probability: probability * chance, marks });
        });
      } else {
        const word = words.of(item.word, item.word);
        const set = markSets.of(marksKey(marks), marks);
        row.add({ word, to: stateOf(rest), probability, marks: set });
        if (states.values.length > MOST_STATES) throw tooLarge(`${MOST_STATES} states`);
      }
    }
    arcCount += row.size();
    if (arcCount > MOST_ARCS) throw tooLarge(`${MOST_ARCS} arcs`);
    return row.arcs();
  };

  const rows: Arc[][] = [];
  for (let s = 0; s < states.values.length; s++) rows.push(rowOf(states.values[s]!));
  return { words: words.values, markSets: markSets.values, rows };
}
