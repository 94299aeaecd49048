import { expect, it } from 'vitest';
import { createRate } from './rate';

function clocked() {
  let time = 0;
  const rate = createRate(() => time);
  return {
    ...rate,
    /** So many steps in so many ms, of ten tokens each */
    take(steps: number, ms: number) {
      time += ms;
      rate.add(steps, 10 * steps);
    },
    rest: (ms: number) => {
      time += ms;
    },
  };
}

it('is unknown until something was measured', () => {
  const t = clocked();
  const unknown = { stepsPerSecond: undefined, tokensPerSecond: undefined };
  expect(t.perSecond()).toEqual(unknown);
  t.restart();
  expect(t.perSecond()).toEqual(unknown);
  t.rest(10);
  t.take(0, 10);
  expect(t.perSecond()).toEqual(unknown);
  t.restart();
  t.take(5, 0); // in no time at all
  expect(t.perSecond()).toEqual(unknown);
});

it('is of the last four seconds', () => {
  const t = clocked();
  t.restart();
  t.take(100, 1000);
  expect(t.perSecond()).toEqual({ stepsPerSecond: 100, tokensPerSecond: 1000 });
  for (let i = 0; i < 3; i++) t.take(20, 1000);
  expect(t.perSecond().stepsPerSecond).toBe(40); // 4 s: all of it
  t.take(20, 1000);
  expect(t.perSecond()).toEqual({ stepsPerSecond: 20, tokensPerSecond: 200 });
});

it('is of one chunk, where that takes longer', () => {
  const t = clocked();
  t.restart();
  t.take(10, 10_000);
  t.take(30, 10_000);
  expect(t.perSecond().stepsPerSecond).toBe(3);
});

it('leaves out the time between two runs', () => {
  const t = clocked();
  t.restart();
  t.take(10, 100);
  t.rest(60_000);
  t.restart();
  t.take(10, 100);
  expect(t.perSecond().stepsPerSecond).toBe(100);
});
