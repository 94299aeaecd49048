import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  examEvery,
  isExam,
  isRecording,
  nextExam,
  nextRecording,
  recordingsAhead,
} from './moments';

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

function exams(maxSteps: number): number[] {
  const steps = [0];
  while (steps.at(-1)! < maxSteps) steps.push(nextExam(steps.at(-1)!, maxSteps));
  return steps;
}

describe('the exams of a run that looks for its best step', () => {
  it('are close together early on, and then as in every run', () => {
    expect(exams(1000).slice(0, 20)).toEqual([
      ...[0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 60, 70, 75, 80, 90, 100, 125, 150, 175],
    ]);
    expect(exams(300)).toEqual([...Array.from({ length: 38 }, (_, i) => 8 * i), 300]);
    expect(exams(3)).toEqual([0, 3]);
  });

  it('are those of every run and the last step, and cost a few more', () => {
    fc.assert(
      fc.property(lengths, (maxSteps) => {
        const steps = exams(maxSteps);
        expect(steps.at(-1)).toBe(maxSteps);
        for (let usual = 0; usual <= maxSteps; usual += examEvery(maxSteps)) {
          expect(steps).toContain(usual);
        }
        // An exam of 400 blanks costs about as much as two steps: 3 % of the run.
        const more = steps.length - (maxSteps / examEvery(maxSteps) + 1);
        expect(more).toBeLessThanOrEqual(Math.max(1, 0.015 * maxSteps));
        expect(more).toBeLessThan(70);
      }),
      { numRuns: 25 },
    );
  });

  it('are never far apart beside the steps taken so far', () => {
    fc.assert(
      fc.property(lengths, fc.nat(1_000_000), (maxSteps, at) => {
        const step = 1 + (at % maxSteps);
        const next = nextExam(step, maxSteps);
        expect(isExam(next, maxSteps)).toBe(true);
        const every = examEvery(maxSteps);
        expect(next - step).toBeLessThanOrEqual(every);
        if (every >= 10) expect(next - step).toBeLessThanOrEqual(Math.max(5, step / 2));
      }),
    );
  });
});
