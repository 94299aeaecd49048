import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { END } from './automaton';
import { compile } from './compile';
import { GrammarError } from './grammarError';
import { enumerate, grammars, paths } from './testGrammars';

/** Sums of a few thousand products of doubles. */
const ROUNDING = 1e-10;

function expectSame(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>) {
  expect([...a.keys()].sort()).toEqual([...b.keys()].sort());
  for (const [sentence, p] of a) expect(Math.abs(p - b.get(sentence)!)).toBeLessThan(ROUNDING);
}

describe('compile', () => {
  it('remembers what stood before', () => {
    const automaton = compile(
      's = this <one> is . [3] | these <many> are .\none = <old> boat\nmany = <old> boats\nold = | old <old>',
      { maxWords: 5 },
    );
    // old: once none, once one old; the share of longer ones is cut off.
    expectSame(
      paths(automaton),
      new Map([
        ['this boat is .', 0.5],
        ['this old boat is .', 0.25],
        ['these boats are .', 0.5 / 3],
        ['these old boats are .', 0.25 / 3],
      ]),
    );
  });

  it('ties references by their tags, each alternative for itself', () => {
    const automaton = compile(
      's = <n:a> <v:a> | <n:a> <n:b> <v:b> <v:a> [3]\nn = x [3] | y\nv = X | Y',
    );
    const q = { x: 0.75, y: 0.25 };
    const expected = new Map<string, number>();
    for (const a of ['x', 'y'] as const) {
      expected.set(`${a} ${a.toUpperCase()}`, q[a] / 4);
      for (const b of ['x', 'y'] as const) {
        expected.set(`${a} ${b} ${b.toUpperCase()} ${a.toUpperCase()}`, (3 * q[a] * q[b]) / 4);
      }
    }
    expectSame(paths(automaton), expected);
  });

  it('has exactly the sentences that can be derived, as probable, and no more words', () => {
    let compared = 0;
    fc.assert(
      fc.property(grammars, fc.integer({ min: 1, max: 9 }), (grammar, maxWords) => {
        const expected = enumerate(grammar, maxWords);
        if (!expected) return;
        if (expected.size === 0) {
          expect(() => compile(grammar, { maxWords })).toThrow(GrammarError);
          return;
        }
        compared++;
        const automaton = compile(grammar, { maxWords });
        const found = paths(automaton);
        expectSame(found, expected);
        const mass = [...found.values()].reduce((a, b) => a + b, 0);
        expect(mass).toBeCloseTo(1, 10);
        const lengths = [...found].map(([s, p]) => [s.split(' ').length, p] as const);
        expect(automaton.longest).toBe(Math.max(...lengths.map(([n]) => n)));
        expect(automaton.shortest).toBe(Math.min(...lengths.map(([n]) => n)));
        expect(automaton.meanLength).toBeCloseTo(
          lengths.reduce((s, [n, p]) => s + n * p, 0),
          8,
        );
        const said = new Set([...found.keys()].flatMap((s) => s.split(' ')));
        expect(new Set(automaton.words)).toEqual(said);
      }),
      { numRuns: 300 },
    );
    expect(compared).toBeGreaterThan(150);
  });

  it('is normalised in each state, and merges those that the same may follow', () => {
    const automaton = compile('s = a <x> . | b <x> .\nx = c <y> | d <y>\ny = e | f <y>');
    for (const row of automaton.rows) {
      expect(row.reduce((sum, arc) => sum + arc.probability, 0)).toBeCloseTo(1, 12);
    }
    // Before the sentence, before x, before y, before the full stop, after it
    expect(automaton.rows).toHaveLength(5);
    expect(automaton.longest).toBe(Number.POSITIVE_INFINITY);
    expect(automaton.meanLength).toBeCloseTo(5, 10);
    expect(automaton.rows.flat().filter(({ word }) => word === END)).toHaveLength(1);
  });

  it('takes no limit that is none', () => {
    expect(() => compile('s = a', { maxWords: 0 })).toThrow(RangeError);
    expect(() => compile('s = a b', { maxWords: 1 })).toThrow('no sentence is short enough');
    expect(paths(compile('s = a b', { maxWords: 2.5 }))).toEqual(new Map([['a b', 1]]));
  });
});
