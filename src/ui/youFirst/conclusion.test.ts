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

it('says who fills better where luck alone would hardly do it', () => {
  // p = 2/64 = 3.1 %
  expect(exam(6, 0, 2, 2)).toEqual({
    outcome: 'You fill better than the model here.',
    figures:
      'All 6 blanks that only one of you got right were yours. Luck alone divides them so unevenly 3 % of the time.',
  });
  // p = 2 (1 + 9) / 512 = 3.9 %
  expect(exam(1, 8, 1, 0)).toEqual({
    outcome: 'The model fills better than you here.',
    figures:
      'Of the 9 blanks that only one of you got right, 8 were the model’s. Luck alone divides them so unevenly 4 % of the time.',
  });
  expect(exam(0, 10, 0, 0).figures).toContain('0.2 % of the time'); // 2/1024
});

it('says so where the blanks do not tell the two apart', () => {
  // p = 2/32 = 6.3 %
  expect(exam(5, 0, 0, 5)).toEqual({
    outcome: 'Ten blanks cannot tell you apart.',
    figures:
      'Of the blanks that only one of you got right, 5 are yours and 0 the model’s. Two who are equally good differ by as much, or by more, 6 % of the time. A clear lead takes 6 or more such blanks.',
  });
  // p = 2 (1 + 8 + 28) / 256 = 28.9 %
  expect(exam(2, 6, 2, 0).figures).toBe(
    'Of the blanks that only one of you got right, 2 are yours and 6 the model’s. Two who are equally good differ by as much, or by more, 29 % of the time.',
  );
  expect(exam(1, 1, 1, 1)).toEqual({
    outcome: 'Four blanks cannot tell you apart.',
    figures: 'Of the blanks that only one of you got right, 1 is yours and 1 the model’s.',
  });
  expect(exam(0, 0, 0, 1).outcome).toBe('One blank cannot tell you apart.');
  expect(exam(0, 0, 7, 3).figures).toBe('You and the model got the same blanks right.');
});

it('writes what is expected with as many decimals as tell something', () => {
  expect([0, 0.001, 0.024, 0.3, 7.42].map(formatExpected)).toEqual([
    ...['0', 'under 0.01', '0.02', '0.3', '7.4'],
  ]);
});
