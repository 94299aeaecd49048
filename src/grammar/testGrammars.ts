import fc from 'fast-check';
import type { Item } from './grammarTokens';
import type { Alternative, Grammar } from './parse';

const word = fc
  .constantFrom('a', 'b', 'c', 'd')
  .map((w): Item => ({ kind: 'word', word: w, line: 1 }));
const reference = (names: readonly string[]) =>
  fc
    .record({ name: fc.constantFrom(...names), tag: fc.constantFrom('t', undefined) })
    .map((r): Item => ({ kind: 'rule', ...r, line: 1 }));
const weight = fc.constantFrom(0.5, 1, 2, 3.25);

const alternative = (items: fc.Arbitrary<Item[]>) =>
  fc.record({ items, weight, line: fc.constant(1) });
const rule = (name: string, alternatives: fc.Arbitrary<Alternative>) =>
  fc.record({
    name: fc.constant(name),
    // All rules have as many, so that any two may be tied.
    alternatives: fc.array(alternatives, { minLength: 2, maxLength: 2 }),
    line: fc.constant(1),
  });

/** Small grammars with everything: shared and tied rules, rules that may be empty, a list of any length. */
export const grammars: fc.Arbitrary<Grammar> = fc
  .tuple(
    rule(
      's',
      alternative(
        fc
          .tuple(word, fc.array(fc.oneof(word, reference(['x', 'y', 'z'])), { maxLength: 3 }))
          .map(([first, rest]) => [...rest, first]),
      ),
    ),
    rule('x', alternative(fc.array(fc.oneof(word, reference(['y', 'z'])), { maxLength: 2 }))),
    rule('y', alternative(fc.array(word, { maxLength: 2 }))),
    fc.record({ again: fc.boolean(), one: fc.array(word, { minLength: 1, maxLength: 2 }), weight }),
  )
  .map(([s, x, y, { again, one, weight: w }]): Grammar => {
    const itself: Item = { kind: 'rule', name: 'z', tag: undefined, line: 1 };
    const more = { items: again ? [...one, itself] : one, weight: w, line: 1 };
    const last = { items: one, weight: 1, line: 1 };
    return { rules: [s, x, y, { name: 'z', alternatives: [more, last], line: 1 }] };
  });

interface Open {
  readonly item: Item;
  /** Which alternative that was written out it belongs to: ties hold within one */
  readonly frame: number;
}

/**
 * The sentences of at most `most` words with their probabilities given that they are no longer, one
 * derivation after the other: what an automaton is compared with. Undefined where there are too many.
 */
export function enumerate(
  { rules }: Grammar,
  most: number,
  atMost = 3000,
): Map<string, number> | undefined {
  const byName = new Map(rules.map((r) => [r.name, r]));
  const found = new Map<string, number>();
  let frames = 0;
  let steps = 0;
  // `ties` is by frame and tag; each branch has its own.
  const write = (
    said: readonly string[],
    open: readonly Open[],
    ties: ReadonlyMap<string, number>,
    probability: number,
  ): void => {
    if (++steps > 40 * atMost || said.length > most) return;
    const [first, ...rest] = open;
    if (!first) {
      const sentence = said.join(' ');
      found.set(sentence, (found.get(sentence) ?? 0) + probability);
      return;
    }
    const { item, frame } = first;
    if (item.kind === 'word') write([...said, item.word], rest, ties, probability);
    else if (item.kind === 'mark') write(said, rest, ties, probability);
    else {
      const key = `${frame} ${item.tag}`;
      const tied = item.tag === undefined ? undefined : ties.get(key);
      const { alternatives } = byName.get(item.name)!;
      const sum = alternatives.reduce((s, a) => s + a.weight, 0);
      alternatives.forEach((chosen, i) => {
        if (tied !== undefined && tied !== i) return;
        const share = tied === undefined ? chosen.weight / sum : 1;
        const own = ++frames;
        const inner = chosen.items.map((it): Open => ({ item: it, frame: own }));
        const bound = item.tag === undefined ? ties : new Map(ties).set(key, i);
        write(said, [...inner, ...rest], bound, probability * share);
      });
    }
  };
  const start: Item = { kind: 'rule', name: rules[0]!.name, tag: undefined, line: 1 };
  write([], [{ item: start, frame: 0 }], new Map(), 1);
  if (steps > 40 * atMost || found.size > atMost) return undefined;
  const mass = [...found.values()].reduce((a, b) => a + b, 0);
  return new Map([...found].map(([sentence, p]) => [sentence, p / mass]));
}

/** All paths of an automaton, as `enumerate` has them. */
export function paths(automaton: {
  readonly words: readonly string[];
  readonly rows: readonly (readonly { word: number; to: number; probability: number }[])[];
}): Map<string, number> {
  const found = new Map<string, number>();
  const walk = (state: number, said: readonly string[], probability: number) => {
    for (const arc of automaton.rows[state]!) {
      const p = probability * arc.probability;
      if (arc.word < 0) found.set(said.join(' '), (found.get(said.join(' ')) ?? 0) + p);
      else walk(arc.to, [...said, automaton.words[arc.word]!], p);
    }
  };
  walk(0, [], 1);
  return found;
}
