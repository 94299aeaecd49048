import type { Likelihood } from './corruption';
import type { TokenAutomaton } from './tokenAutomaton';

/** Mass of states; what is not in `states` is 0. */
export interface Pass {
  readonly states: readonly number[];
  /** [S] */
  readonly mass: Float64Array;
}

/** A visible token, and what it says of the true one; undefined where it is hidden. */
export type Weights = (Likelihood & { readonly id: number }) | undefined;

/** Mass of longer sentences that lengths leave out, and the words after which they do in any case. */
const NEGLIGIBLE = 1e-12;
const MOST_WORDS = 1000;

/** The sums over paths that exact answers are made of. Each keeps to the states that can be reached. */
export function createPasses({ starts, to, ids, probabilities, endings }: TokenAutomaton) {
  const S = endings.length;

  /** P(visible token | true token) */
  const likelihood = ({ id, same, other }: NonNullable<Weights>, truth: number): number =>
    (id === truth ? same : 0) + (other?.[id] ?? 0);

  const start = (): Pass => {
    const mass = new Float64Array(S);
    mass[0] = 1;
    return { states: [0], mass };
  };

  /** Scaled to sum 1, so that long sentences do not underflow; posteriors do not feel it. */
  const scaled = (states: number[], mass: Float64Array): Pass => {
    let sum = 0;
    for (const s of states) sum += mass[s]!;
    if (sum > 0) for (const s of states) mass[s]! /= sum;
    return { states, mass };
  };

  const ahead = (from: Pass, weights: Weights): Pass => {
    const mass = new Float64Array(S);
    const states: number[] = [];
    for (const s of from.states) {
      for (let a = starts[s]!; a < starts[s + 1]!; a++) {
        const seen = weights ? likelihood(weights, ids[a]!) : 1;
        const p = from.mass[s]! * probabilities[a]! * seen;
        if (!(p > 0)) continue;
        const target = to[a]!;
        if (mass[target] === 0) states.push(target);
        mass[target]! += p;
      }
    }
    return { states, mass };
  };

  /** Where sentences are after so many words, whatever the words; sentences that are shorter are left out. */
  const priors: Pass[] = [start()];
  const prior = (i: number): Pass => {
    while (priors.length <= i) {
      const next = ahead(priors.at(-1)!, undefined);
      priors.push(scaled([...next.states], next.mass));
    }
    return priors[i]!;
  };

  /** [i] The states from which a sentence can end in exactly i words, whatever the words. */
  const ends: Pass[] = [];
  /** Incoming arcs of each state, as arc numbers with their sources */
  const incoming: { arc: number; from: number }[][] = Array.from({ length: S }, () => []);
  for (let s = 0; s < S; s++) {
    for (let a = starts[s]!; a < starts[s + 1]!; a++) incoming[to[a]!]!.push({ arc: a, from: s });
  }

  const back = (after: Pass, weights: Weights): Pass => {
    const mass = new Float64Array(S);
    const states: number[] = [];
    for (const target of after.states) {
      for (const { arc, from } of incoming[target]!) {
        const seen = weights ? likelihood(weights, ids[arc]!) : 1;
        const p = after.mass[target]! * probabilities[arc]! * seen;
        if (!(p > 0)) continue;
        if (mass[from] === 0) states.push(from);
        mass[from]! += p;
      }
    }
    return { states, mass };
  };

  const ended = (): Pass => {
    const states = Array.from(endings.keys()).filter((s) => endings[s]! > 0);
    return { states, mass: Float64Array.from(endings) };
  };
  const endsIn = (i: number): Pass => {
    if (ends.length === 0) ends.push(ended());
    // Not scaled: lengths are compared with each other.
    while (ends.length <= i) ends.push(back(ends.at(-1)!, undefined));
    return ends[i]!;
  };

  /** Most words that follow a state, but for next to no mass. */
  let most = -1;
  const horizon = () => {
    if (most >= 0) return most;
    const found = new Float64Array(S);
    do {
      most++;
      const { mass } = endsIn(most);
      for (let s = 0; s < S; s++) found[s]! += mass[s]!;
    } while (most < MOST_WORDS && found.some((sum) => sum < 1 - NEGLIGIBLE));
    return most;
  };

  return {
    likelihood,
    prior,
    /** [N + 1] Before each word: how the words before it lead there; the last is after them all. */
    forward(seen: readonly Weights[]): Pass[] {
      const all = [start()];
      for (const weights of seen) {
        const next = ahead(all.at(-1)!, weights);
        all.push(scaled([...next.states], next.mass));
      }
      return all;
    },
    /** [N + 1] Before each word: how likely it and all after it are from there, ending after the last. */
    backward(seen: readonly Weights[]): Pass[] {
      const all = [ended()];
      for (let i = seen.length - 1; i >= 0; i--) {
        const next = back(all[0]!, seen[i]);
        all.unshift(scaled([...next.states], next.mass));
      }
      return all;
    },
    /** [S] The mean of `value(words that still follow)` from each state. */
    expectation(value: (left: number) => number): Float64Array {
      const mean = new Float64Array(S);
      for (let left = 0; left <= horizon(); left++) {
        const { states, mass } = endsIn(left);
        const factor = value(left);
        for (const s of states) mean[s]! += mass[s]! * factor;
      }
      return mean;
    },
  };
}
