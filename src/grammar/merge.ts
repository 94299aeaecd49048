import { type Arc, END, type Rows } from './automaton';

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

/**
 * Merges states that may be followed by the same words with the same probabilities, by refining a partition until it
 * is stable: Moore's minimisation (1956), with sums of probabilities in place of single arcs. The language does not
 * change.
 */
export function merge(rows: Rows): Arc[][] {
  let classes = new Int32Array(rows.length);
  const inClasses = (row: readonly Arc[]) =>
    row.map((arc) => (arc.to === END ? arc : { ...arc, to: classes[arc.to]! }));
  for (let before = 0, count = 1; before < count; ) {
    before = count;
    const numbers = new Map<string, number>();
    const refined = new Int32Array(rows.length);
    rows.forEach((row, s) => {
      // States once told apart stay apart: only so does it end.
      const key = `${classes[s]} ${signature(inClasses(row))}`;
      const number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      refined[s] = number;
    });
    classes = refined;
    count = numbers.size;
  }
  // Classes are numbered in the order of their first states, so the start stays 0.
  const merged: Arc[][] = [];
  rows.forEach((row, s) => {
    if (classes[s] === merged.length) merged.push(joined(inClasses(row)));
  });
  return merged;
}
