import { type Arc, END, MOST_ARCS, MOST_STATES, type Rows } from './automaton';
import { GrammarError } from './grammarError';

/** [most + 1][S] The probability that a sentence ends within so many further words. */
function endings(rows: Rows, most: number): Float64Array[] {
  const within: Float64Array[] = [];
  for (let left = 0; left <= most; left++) {
    const before = within.at(-1);
    within.push(
      Float64Array.from(rows, (row) => {
        let sum = 0;
        for (const { to, probability } of row) {
          if (to === END) sum += probability;
          else if (before) sum += probability * before[to]!;
        }
        return sum;
      }),
    );
  }
  return within;
}

/**
 * The language given that a sentence has at most `most` words, exactly: a state also counts the words left,
 * and each arc is weighted by the chance that the sentence still ends in time. To draw sentences of the
 * whole language and throw away the longer ones is the same. Some sentence has to be that short (`checkLength`).
 *
 * @throws GrammarError where the automaton becomes too large.
 */
export function limitWords(rows: Rows, most: number): Rows {
  const within = endings(rows, most);
  const numbers = new Map<number, number>();
  const states: { state: number; left: number }[] = [];
  const stateOf = (state: number, left: number) => {
    const code = state * (most + 1) + left;
    let number = numbers.get(code);
    if (number === undefined) {
      number = states.length;
      numbers.set(code, number);
      states.push({ state, left });
    }
    return number;
  };
  stateOf(0, most);
  const limited: Arc[][] = [];
  let arcs = 0;
  for (let s = 0; s < states.length; s++) {
    const { state, left } = states[s]!;
    const row: Arc[] = [];
    for (const arc of rows[state]!) {
      const ends = arc.to === END ? 1 : (within[left - 1]?.[arc.to] ?? 0);
      const probability = (arc.probability * ends) / within[left]![state]!;
      if (!(probability > 0)) continue;
      row.push({ ...arc, probability, to: arc.to === END ? END : stateOf(arc.to, left - 1) });
    }
    limited.push(row);
    arcs += row.length;
    if (arcs > MOST_ARCS || states.length > MOST_STATES) {
      throw new GrammarError(
        `With at most ${most} words a sentence, the grammar needs more than ${MOST_STATES} states or ` +
          `${MOST_ARCS} arcs. Let its sentences be shorter.`,
      );
    }
  }
  return limited;
}
