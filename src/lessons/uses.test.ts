import { expect, it } from 'vitest';
import type { AppState } from '../store/app';
import type { Notes } from '../store/lessons/state';
import { uses } from './uses';

const [yours, swapped, turned, ask] = uses.steps;
const NONE = {} as AppState;
const compared = (name: string, model: number, rival: number, low: number, high: number) => ({
  ...{ [`${name}Model`]: model, [`${name}Rival`]: rival, [`${name}Of`]: 30 },
  ...{ [`${name}Low`]: low, [`${name}High`]: high },
});

it('waits for the model, and tells what the person found', () => {
  const state = (status: string) =>
    ({ run: { status }, source: { builtIn: 'lanterns' } }) as unknown as AppState;
  expect(yours!.check(state('running'), {})).toBe(false);
  expect(yours!.check(state('done'), {})).toBe(true);
  const notes = { lines: ['the moon hums', 'a lamp sails'], odd: [2, 2], was: ['shines', 'hums'] };
  expect(yours!.tell!(NONE, { ...notes, yours: [2, 1] })).toBe(
    'You found 1 of 2. Odd were: *hums* (was *shines*), *sails* (was *hums*).',
  );
  expect(yours!.tell!(NONE, notes)).toMatch(/^Odd were/);
});

it('tells both comparisons, and nothing where they were skipped', () => {
  expect(swapped!.tell!(NONE, compared('swap', 20, 12, 0.1, 0.4))).toBe(
    'Odd words found in 30 lines: the model 20, counting pairs 12.',
  );
  expect(turned!.tell!(NONE, compared('turn', 9, 12, -0.3, 0.1))).toContain('counting threes 12');
  expect(swapped!.tell!(NONE, {})).toBeUndefined();
});

it('hears the question, and tells what was answered', () => {
  const state = (text: string, id: number) =>
    ({
      watch: { specimen: { text }, live: { guesses: [[{ id, probability: 0.3 }]] } },
      run: {
        loaded: { prepared: { vocabulary: { tokens: ['dark', 'four'] }, counts: [5, 2] } },
      },
    }) as unknown as AppState;
  expect(ask!.check(state('The night is ___', 0), {})).toBe(false);
  const seen = ask!.check(state('Two and two is ___.', 0), {}) as Notes;
  expect(seen).toEqual({ guess: 'dark', sure: 0.3, four: 2 });
  expect(ask!.tell!(NONE, seen)).toMatch(/It says \*dark\*, with 30 %.*has \*four\* 2 times\.$/);
  expect(ask!.tell!(NONE, { ...seen, four: 0 })).toContain('The story has no *four*');
  const right = ask!.check(state('two and two is [MASK]', 1), {}) as Notes;
  expect(ask!.tell!(NONE, right)).toContain('three and three');
});

it('has a verdict for each outcome', () => {
  const said = (notes: Notes) => uses.verdict(notes).join(' ');
  expect(said(compared('swap', 20, 12, 0.1, 0.4))).toContain('use the model: 20 of 30 against 12');
  expect(said(compared('turn', 9, 20, -0.5, -0.1))).toContain(
    'count instead: counting threes found 20',
  );
  expect(said(compared('turn', 9, 12, -0.3, 0.1))).toContain('a draw: 9 of 30 against 12');
  expect(said(compared('turn', 9, 12, -0.3, 0.1))).toContain('take the simpler');
  expect(said({ guess: 'dark' })).toContain('it said *dark*');
  expect(said({ guess: 'four' })).toContain('test it first');
  expect(said({})).toContain('skipped');
});
