import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { examEvery, isRecording, nextRecording, recordingsAhead } from './moments';

function recordings(maxSteps: number): number[] {
  const steps = [0];
  while (steps.at(-1)! < maxSteps) steps.push(nextRecording(steps.at(-1)!, maxSteps));
  return steps;
}

const lengths = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 1_000_000 }));

describe('the steps of the recordings', () => {
  it('are close together at first, and then those of the exam', () => {
    expect(recordings(200)).toEqual([
      ...[0, 1, 2, 3],
      ...Array.from({ length: 40 }, (_, i) => 5 * (i + 1)),
    ]);
    expect(recordings(1000).slice(0, 12)).toEqual([0, 1, 2, 3, 5, 8, 13, 21, 25, 50, 75, 100]);
    expect(recordings(7)).toEqual([0, 1, 2, 3, 5, 7]);
    expect(recordings(1)).toEqual([0, 1]);
  });

  it('rise to the end of the run, hold every step of the exam, and are about sixty at most', () => {
    fc.assert(
      fc.property(lengths, (maxSteps) => {
        const steps = recordings(maxSteps);
        expect(steps.at(-1)).toBe(maxSteps);
        expect(steps.every((step, i) => i === 0 || step > steps[i - 1]!)).toBe(true);
        expect(steps.length).toBeLessThanOrEqual(66); // 44 exams, for lengths of 220, and 22 below 25 000
        for (let exam = 0; exam <= maxSteps; exam += examEvery(maxSteps)) {
          expect(steps).toContain(exam);
        }
      }),
    );
  });

  it('are told from all others', () => {
    fc.assert(
      fc.property(lengths, fc.nat(1_000_000), (maxSteps, step) => {
        const at = step % (maxSteps + 1);
        const steps = recordings(maxSteps);
        expect(isRecording(at, maxSteps)).toBe(steps.includes(at));
        expect(recordingsAhead(at, maxSteps)).toBe(steps.filter((s) => s > at).length);
      }),
    );
  });

  it('go on at the same distance beyond the end, where a run is made shorter than it is', () => {
    expect(nextRecording(1000, 1000)).toBe(1025);
    expect(nextRecording(1234, 1000)).toBe(1250);
    expect(recordingsAhead(1234, 1000)).toBe(0);
  });
});
