import { expect, it } from 'vitest';
import type { Problem } from '../../protocol/problem';
import type { RunData } from '../playground/state';
import { createWatchdog } from './watchdog';

/** A run on a clock that the test sets; the dog looks every two seconds unless the page is paused. */
function world() {
  let time = 0;
  let heardAt = 0;
  const run = { status: 'running' as RunData['status'], step: 5, runId: 1, stepsPerSecond: 10 };
  const hanging: Problem[] = [];
  const told: string[] = [];
  const dog = createWatchdog({
    run: () => run,
    heardAt: () => heardAt,
    onHanging: (problem) => hanging.push(problem),
    tell: (sentence) => told.push(sentence),
    now: () => time,
  });
  return {
    ...{ run, hanging, told },
    hear: () => {
      heardAt = time;
    },
    pass(seconds: number, hears = false) {
      for (const end = time + seconds * 1000; time < end; ) {
        time += dog.tickMs;
        if (hears) heardAt = time;
        dog.look();
      }
    },
    /** The browser runs nothing of the page for so long. */
    freeze(seconds: number) {
      time += seconds * 1000;
      dog.look();
    },
  };
}

it('finds a worker that says nothing for much longer than it should', () => {
  const w = world();
  w.pass(60, true);
  expect(w.hanging).toEqual([]);
  w.pass(18);
  expect(w.hanging).toEqual([]);
  w.pass(6);
  expect(w.hanging[0]?.what).toContain('stopped answering');
});

it('waits for twenty steps where these take long, and longer for the first', () => {
  const w = world();
  w.run.stepsPerSecond = 0.1; // ten seconds each
  w.pass(190);
  expect(w.hanging).toEqual([]);
  w.pass(20);
  expect(w.hanging).not.toEqual([]);
  const first = world();
  first.run.step = 0;
  first.pass(110);
  expect(first.hanging).toEqual([]);
  first.pass(20);
  expect(first.hanging).not.toEqual([]);
});

it('lets a worker that rests be silent', () => {
  const w = world();
  w.run.status = 'paused';
  w.pass(600);
  expect(w.hanging).toEqual([]);
});

it('does not take a paused page for a hanging worker, and says so where training stood still', () => {
  const w = world();
  w.pass(4, true);
  w.freeze(720);
  expect(w.hanging).toEqual([]);
  expect(w.told).toEqual([expect.stringContaining('paused this tab for 12 min')]);
  w.pass(18);
  expect(w.hanging).toEqual([]); // it may need a moment
  w.pass(30);
  expect(w.hanging).not.toEqual([]);
  const onward = world();
  onward.pass(4, true);
  onward.run.step = 900; // the worker went on
  onward.freeze(720);
  expect(onward.told).toEqual([]);
});
