import { type Arc, END, type Rows } from './automaton';
import { createPartition } from './partition';

/** Probabilities that agree to this many digits are one: sums in another order differ in the last. */
const DIGITS = 12;

/** Sums the arcs that agree in word, target and marks. */
function joined(arcs: Iterable<Arc>): Arc[] {
  const found = new Map<string, Arc>();
  for (const arc of arcs) {
    const key = `${arc.word} ${arc.to} ${arc.marks}`;
    const before = found.get(key);
    found.set(key, before ? { ...arc, probability: before.probability + arc.probability } : arc);
  }
  return [...found.values()];
}

const signature = (arcs: Iterable<Arc>) =>
  joined(arcs)
    .map((a) => `${a.word} ${a.to} ${a.marks} ${a.probability.toPrecision(DIGITS)}`)
    .sort()
    .join();

/** The states that have an arc to each state. */
function statesBefore(rows: Rows): number[][] {
  const before: number[][] = rows.map(() => []);
  rows.forEach((row, s) => {
    for (const { to } of row) if (to !== END) before[to]!.push(s);
  });
  return before;
}

/** The states by their classes, and within a class by what may follow them. */
function grouped(
  states: Iterable<number>,
  classOf: Int32Array,
  signatureOf: (s: number) => string,
) {
  const found = new Map<number, Map<string, number[]>>();
  for (const s of states) {
    const alike = found.get(classOf[s]!) ?? new Map<string, number[]>();
    found.set(classOf[s]!, alike);
    const key = signatureOf(s);
    const group = alike.get(key);
    if (group) group.push(s);
    else alike.set(key, [s]);
  }
  return found;
}

/**
 * Merges states that may be followed by the same words with the same probabilities, by refining a partition until it
 * is stable: Moore's minimisation (1956), with sums of probabilities in place of single arcs. The language does not
 * change.
 *
 * Only states whose arcs lead to a class that was split are looked at again, and the largest part of a class keeps its
 * number (Hopcroft 1971). Otherwise a sentence of n words would take n rounds over all of them.
 */
export function merge(rows: Rows): Arc[][] {
  const { classOf, split } = createPartition(rows.length);
  const inClasses = (row: readonly Arc[], numbers: Int32Array) =>
    row.map((arc) => (arc.to === END ? arc : { ...arc, to: numbers[arc.to]! }));
  const before = statesBefore(rows);
  let waiting: Iterable<number> = rows.keys();
  for (let isStable = rows.length === 0; !isStable; ) {
    const groups = grouped(waiting, classOf, (s) => signature(inClasses(rows[s]!, classOf)));
    const changed = [...groups].flatMap(([one, alike]) => split(one, [...alike.values()]));
    waiting = new Set(changed.flatMap((s) => before[s]!));
    isStable = changed.length === 0;
  }
  // Classes are numbered in the order of their first states, so the start stays 0.
  const order = new Map<number, number>();
  for (const one of classOf) if (!order.has(one)) order.set(one, order.size);
  const numbers = classOf.map((one) => order.get(one)!);
  const merged: Arc[][] = [];
  rows.forEach((row, s) => {
    if (numbers[s] === merged.length) merged.push(joined(inClasses(row, numbers)));
  });
  return merged;
}
