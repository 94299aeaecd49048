import { expect, it } from 'vitest';
import { pretrainingVerdict, verdictOf, verdictWords } from './verdict';

const words = (mean: number, low: number, high: number) => {
  const { outcome, figures } = verdictWords({ mean, low, high }, 'mask ratio 40 %');
  return `${outcome} ${figures}`;
};

it('says what a difference comes to, and how sure that is', () => {
  expect(words(0.171, 0.09, 0.251)).toBe(
    'Mask ratio 40 % did better here: 17 more of 100 blanks right (between 9 and 25).',
  );
  expect(words(-0.05, -0.09, -0.004)).toBe(
    'Mask ratio 40 % did worse here: 5 fewer of 100 blanks right (between 0.4 and 9).',
  );
  expect(words(0.03, -0.012, 0.068)).toBe(
    'No clear difference: 3 more of 100 blanks right with mask ratio 40 % (between 1 fewer and 7 more).',
  );
  expect(words(0, -0.04, 0.04)).toBe(
    'No clear difference: as many blanks right with mask ratio 40 % (between 4 fewer and 4 more).',
  );
  expect(words(0, 0, 0)).toBe('No clear difference: as many blanks right with mask ratio 40 %.');
});

it('says whether pretraining helped', () => {
  const M = 100;
  const groups = Uint32Array.from({ length: M }, (_, i) => i);
  const half = Uint8Array.from({ length: M }, (_, i) => i % 2);
  const none = new Uint8Array(M);
  expect(pretrainingVerdict(half, none, groups)).toMatchObject({
    outcome: 'Pretraining helped here:',
    figures: expect.stringMatching(/^50 more of 100 blanks right \(between 4\d and \d\d\)\.$/),
  });
  expect(pretrainingVerdict(none, half, groups).outcome).toBe('Pretraining did not help here:');
  expect(pretrainingVerdict(half, half, groups).outcome).toBe('No clear difference:');
});

it('goes by the same blanks, those of one window together', () => {
  const M = 200;
  const earlier = Uint8Array.from({ length: M }, (_, i) => Number(i % 4 === 0));
  const present = Uint8Array.from({ length: M }, (_, i) => Number(i % 2 === 0));
  const alone = Uint32Array.from({ length: M }, (_, i) => i);
  expect(verdictOf(present, earlier, alone, 'this').outcome).toBe('This did better here:');
  expect(verdictOf(earlier, present, alone, 'this').outcome).toBe('This did worse here:');
  // All that is better stands in one of two windows: nobody knows what a third would bring.
  const first = Uint8Array.from({ length: M }, (_, i) => Number(i < M / 2));
  const none = new Uint8Array(M);
  const windows = Uint32Array.from({ length: M }, (_, i) => Number(i >= M / 2));
  expect(verdictOf(first, none, windows, 'this').outcome).toBe('No clear difference:');
});
