import { describe, expect, it } from 'vitest';
import { key, uniformAt } from '../../../base/random';
import type { Plan } from '../../../config/experiments';
import type { ExperimentResult } from '../../../protocol/experiments';
import { type ExperimentRecord, emptyRecord, runIdOf } from '../../../storage/experiments';
import { armFloors, armScores, findingOf } from './verdict';

const BLANKS = 800;
const plan: Plan = {
  language: 'clue',
  arms: [
    { label: 'a', settings: {} },
    { label: 'b', settings: {} },
  ],
  seeds: 3,
  maxSteps: 10,
  metric: 'accuracy',
};

/** Right with these probabilities, by arm. */
function recordOf(...shares: readonly number[]): ExperimentRecord {
  const results: Record<string, ExperimentResult> = {};
  shares.forEach((share, arm) => {
    for (let seed = 0; seed < plan.seeds; seed++) {
      const right = Uint8Array.from({ length: BLANKS }, (_, i) =>
        Number(uniformAt(key(arm, seed), i) < share),
      );
      results[runIdOf(arm, seed)] = {
        ...{ step: 10, loss: 1.5, probe: undefined, seconds: 2, right },
        accuracy: right.reduce((a, b) => a + b, 0) / BLANKS,
        losses: new Float32Array(BLANKS).fill(1.5),
      };
    }
  });
  return { ...emptyRecord(plan), results };
}

describe('findingOf', () => {
  it.each([
    [0.7, 0.5, 'agrees'],
    [0.5, 0.7, 'does not agree'],
    [0.6, 0.6, 'cannot be told'],
  ])('%d against %d: %s', (a, b, verdict) => {
    const finding = findingOf(recordOf(a, b))!;
    expect(finding.verdict).toBe(verdict);
    expect(finding.difference.mean).toBeCloseTo(a - b, 1);
  });

  it('says nothing before every seed of both is run', () => {
    const { results } = recordOf(0.7, 0.5);
    const { [runIdOf(1, 2)]: _, ...some } = results;
    expect(findingOf({ ...emptyRecord(plan), results: some })).toBeUndefined();
    expect(armScores({ ...emptyRecord(plan), results: some }).every(Boolean)).toBe(true);
    expect(armScores(emptyRecord(plan))).toEqual([undefined, undefined]);
  });
});

describe('the telling blanks alone', () => {
  /** The first arm is right on all that tell, the second on all that do not. */
  const telling = Uint8Array.from({ length: BLANKS }, (_, i) => Number(i % 4 === 0));
  const floor = { loss: Math.log(2), accuracy: 0.5 };
  const exam = {
    id: 'e',
    telling,
    groups: Uint32Array.from({ length: BLANKS }, (_, i) => i),
    floors: { left: floor, right: floor, both: { loss: 0.1, accuracy: 0.9 } },
    tellingFloors: { left: floor, right: floor, both: floor },
  };
  const { results } = recordOf(0.5, 0.5);
  const record: ExperimentRecord = {
    ...{ ...emptyRecord(plan), exam },
    results: Object.fromEntries(
      Object.entries(results).map(([id, result]) => {
        const right = id.startsWith('0') ? telling : telling.map((t) => 1 - t);
        return [id, { ...result, right }];
      }),
    ),
  };

  it('can turn a verdict round', () => {
    expect(findingOf(record)?.verdict).toBe('does not agree');
    expect(findingOf(record, 'telling')?.verdict).toBe('agrees');
    expect(armScores(record, 'accuracy', 'telling').map((s) => s?.mean)).toEqual([1, 0]);
  });

  it('have floors of their own, by what each arm sees', () => {
    const arms = [{ label: 'left', settings: { context: 'left' as const } }, plan.arms[1]!];
    const other = { ...record, plan: { ...plan, arms } };
    expect(armFloors(other, 'accuracy', 'all')).toEqual([0.5, 0.9]);
    expect(armFloors(other, 'perplexity', 'telling').map((f) => f?.toFixed(6))).toEqual([
      '2.000000',
      '2.000000',
    ]);
    expect(armFloors({ ...emptyRecord(plan), results }, 'loss', 'all')).toEqual([
      undefined,
      undefined,
    ]);
    const cut = { ...plan, arms: plan.arms.map((arm) => ({ ...arm, pieces: 64 })) };
    expect(armFloors({ ...record, plan: cut }, 'loss', 'all')).toEqual([undefined, undefined]);
  });

  it('counts the lesser loss as the better', () => {
    const worse = Object.entries(record.results).map(([id, result]) => {
      const losses = new Float32Array(BLANKS).fill(id.startsWith('0') ? 1 : 2);
      return [id, { ...result, losses }];
    });
    const other = { ...record, plan: { ...plan, metric: 'loss' as const } };
    const finding = findingOf({ ...other, results: Object.fromEntries(worse) });
    expect(finding).toMatchObject({ verdict: 'agrees', difference: { mean: 1 } });
  });

  it('is of losses too, and of their exponential', () => {
    const [loss] = armScores(record, 'loss');
    expect(loss?.mean).toBeCloseTo(1.5);
    expect(armScores(record, 'perplexity')[0]?.mean).toBeCloseTo(Math.exp(1.5));
  });
});

it('gives no verdict where a run diverged', () => {
  const { results } = recordOf(0.7, 0.5);
  const { [runIdOf(1, 2)]: _, ...some } = results;
  const record = { ...emptyRecord(plan), results: some, diverged: { [runIdOf(1, 2)]: 4 } };
  expect(findingOf(record)).toBeUndefined();
});
