import { expect, it } from 'vitest';
import { partsOf, roughly } from './parts';

const KNOWN = { runs: 40e6, automatic: 10e6, texts: 2e6, models: 0, offline: undefined };
const names = (used: number | undefined) =>
  partsOf(KNOWN, used === undefined ? undefined : { used, quota: 1e9 }).map(({ name }) => name);

it('lists what there is, and the rest of what the browser counts', () => {
  const parts = partsOf({ ...KNOWN, offline: 5e6 }, { used: 60e6, quota: 1e9 });
  expect(parts.map(({ name, bytes }) => [name, bytes])).toEqual([
    ['Kept runs', 40e6],
    ['Runs saved automatically', 10e6],
    ['Texts', 2e6],
    ['The page itself, for use offline', 5e6],
    ['Everything else', 3e6],
  ]);
});

it('makes up no rest where the browser counts less, hardly more, or does not count', () => {
  const all = ['Kept runs', 'Runs saved automatically', 'Texts'];
  expect(names(30e6)).toEqual(all);
  expect(names(52.01e6)).toEqual(all);
  expect(names(undefined)).toEqual(all);
});

it('says sizes roughly', () => {
  expect(roughly(2_147_483_648)).toBe('2.1\u00a0GB');
  expect(roughly(1_999_999_999)).toBe('2\u00a0GB');
  expect(roughly(345_678_901)).toBe('350\u00a0MB');
  expect(roughly(124_567_890_123)).toBe('120\u00a0GB');
});
