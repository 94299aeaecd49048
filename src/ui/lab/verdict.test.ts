import { describe, expect, it } from 'vitest';
import { key, uniformAt } from '../../base/random';
import type { Plan } from '../../config/lab';
import type { LabResult } from '../../protocol/lab';
import { type ExperimentRecord, runIdOf } from '../../storage/labResults';
import { csvOf } from './save';
import { armScores, findingOf } from './verdict';

const BLANKS = 800;
const plan: Plan = {
  language: 'clue',
  arms: [
    { label: 'a, "quoted"', settings: {} },
    { label: 'b', settings: {} },
  ],
  seeds: 3,
  maxSteps: 10,
  metric: 'accuracy',
};

/** Right with these probabilities, by arm. */
function recordOf(...shares: readonly number[]): ExperimentRecord {
  const results: Record<string, LabResult> = {};
  shares.forEach((share, arm) => {
    for (let seed = 0; seed < plan.seeds; seed++) {
      const right = Uint8Array.from({ length: BLANKS }, (_, i) =>
        Number(uniformAt(key(arm, seed), i) < share),
      );
      results[runIdOf(arm, seed)] = {
        ...{ step: 10, loss: 1.5, probe: undefined, seconds: 2, right },
        accuracy: right.reduce((a, b) => a + b, 0) / BLANKS,
        losses: new Float32Array(BLANKS),
      };
    }
  });
  return { plan, results };
}

describe('findingOf', () => {
  it.each([
    [0.7, 0.5, 'direction reproduced'],
    [0.5, 0.7, 'not reproduced'],
    [0.6, 0.6, 'within noise'],
  ])('%d against %d: %s', (a, b, verdict) => {
    const finding = findingOf(recordOf(a, b))!;
    expect(finding.verdict).toBe(verdict);
    expect(finding.difference.mean).toBeCloseTo(a - b, 1);
  });

  it('says nothing before every seed of both is run', () => {
    const { results } = recordOf(0.7, 0.5);
    const { [runIdOf(1, 2)]: _, ...some } = results;
    expect(findingOf({ plan, results: some })).toBeUndefined();
    expect(armScores({ plan, results: some }).every(Boolean)).toBe(true);
    expect(armScores({ plan, results: {} })).toEqual([undefined, undefined]);
  });
});

it('writes a row for each run', () => {
  const lines = csvOf(recordOf(0.7, 0.5)).trimEnd().split('\n');
  expect(lines).toHaveLength(7);
  expect(lines[1]).toMatch(/^"a, ""quoted""",1,0\.\d{5},1\.50000,10,2\.0$/);
});
