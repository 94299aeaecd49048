import { expect, it } from 'vitest';
import { modelOneLikelihood } from './scorers';

it('scores a reply by the words of what is said: each of its words by the mean of their chances', () => {
  const table: Record<string, number> = { 'chain bicycle': 0.5, 'chain ': 0.1, 'worn why': 0.3 };
  const model = {
    probability: (target: string, source: string | null) => table[`${target} ${source ?? ''}`] ?? 0,
    align: () => [],
    translate: () => undefined,
  };
  // “why bicycle” and the empty word: three sources.
  const expected = Math.log(0.6 / 3) + Math.log(0.3 / 3);
  expect(modelOneLikelihood(model, 'Why bicycle', 'chain worn')).toBeCloseTo(expected, 12);
  // A word that never came has a chance all the same.
  expect(modelOneLikelihood(model, 'Why bicycle', 'chain zip')).toBeCloseTo(
    Math.log(0.6 / 3) + Math.log(1e-6),
    12,
  );
});
