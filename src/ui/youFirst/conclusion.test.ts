import { expect, it } from 'vitest';
import { conclude, formatExpected } from './conclusion';

/** So many blanks that only you, only the model, both and none got right. */
const exam = (wins: number, losses: number, both: number, none: number) => {
  const rows = (n: number, you: boolean, model: boolean) => Array(n).fill([you, model]);
  const all = [
    ...rows(wins, true, false),
    ...rows(losses, false, true),
    ...rows(both, true, true),
    ...rows(none, false, false),
  ];
  return conclude(
    all.map(([you]) => you),
    all.map(([, model]) => model),
  );
};

it('says who won, and that it is hardly chance where luck alone would hardly do it', () => {
  // p = 2/64 = 3.1 %
  expect(exam(6, 0, 2, 2)).toEqual({
    score: 'You won 8 to 2.',
    chance:
      'That is hardly chance: two who are equally good come out so far apart only 3 % of the time.',
  });
  // p = 2 (1 + 9) / 512 = 3.9 %
  expect(exam(1, 8, 1, 0)).toEqual({
    score: 'The model won 9 to 2.',
    chance:
      'That is hardly chance: two who are equally good come out so far apart only 4 % of the time.',
  });
  expect(exam(0, 10, 0, 0).chance).toContain('0.2 % of the time'); // 2/1024
});

it('says who won also where chance could explain it', () => {
  // p = 2/8 = 25 %
  expect(exam(3, 0, 0, 0)).toEqual({
    score: 'You won 3 to 0.',
    chance:
      'Chance could explain it: two who are equally good come out so far apart 25 % of the time. A clear win takes a lead of 6 or more.',
  });
  // p = 2 (1 + 10 + 45) / 1024 = 10.9 %; by 6, but not clear
  expect(exam(2, 8, 0, 0).chance).toBe(
    'Chance could explain it: two who are equally good come out so far apart 11 % of the time.',
  );
});

it('says what an equal score means', () => {
  expect(exam(1, 1, 1, 1)).toEqual({
    score: 'A draw: 2 each.',
    chance: 'Each of you got 1 right that the other did not.',
  });
  expect(exam(0, 0, 7, 3)).toEqual({
    score: 'A draw: 7 each.',
    chance: 'You and the model got the same 7 blanks right.',
  });
  expect(exam(0, 0, 0, 3)).toEqual({
    score: 'Neither of you got one right.',
    chance: 'So these 3 blanks do not show who is better.',
  });
  expect(exam(0, 0, 0, 1).chance).toBe('So this blank does not show who is better.');
});

it('writes what is expected with as many decimals as tell something', () => {
  expect([0, 0.001, 0.024, 0.3, 7.42].map(formatExpected)).toEqual([
    ...['0', 'under 0.01', '0.02', '0.3', '7.4'],
  ]);
});
