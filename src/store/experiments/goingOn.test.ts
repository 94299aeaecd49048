import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { told } from './goingOnWords';
import { PLAN as plan, testExperiments } from './testExperiments';

let w: ReturnType<typeof testExperiments>;
beforeEach(() => {
  w = testExperiments();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** A browser in which another tab may hold the lock of experiments. */
function stubLocks(isElsewhere: () => boolean) {
  const held: Promise<unknown>[] = [];
  const request = vi.fn(
    async (_name: string, _options: LockOptions, work: (lock: object | null) => unknown) => {
      held.push(Promise.resolve(work(isElsewhere() ? null : {})));
    },
  );
  vi.stubGlobal('navigator', { locks: { request } });
  return { request, held };
}
const die = (atStart = false) => w.experiments.onDeath({ reason: 'out of memory', atStart });
const progress = (step: number, more = {}) =>
  w.experiments.onEvent({
    ...{ type: 'progress', jobId: w.runs().jobId, runId: '0.0', step, seconds: step, evals: [] },
    ...more,
  });

it('names the experiment by which its runs are saved, and forgets them with it', async () => {
  w.experiments.runPlan('sweep', plan);
  await w.settle();
  expect(w.runs().group).toBe('sweep');
  w.experiments.removePlan('sweep');
  expect(w.asked.at(-1)).toEqual({ type: 'forget', group: 'sweep' });
});

it('says that a run goes on, and shows all its exams once', async () => {
  w.experiments.runPlan('sweep', plan);
  await w.settle();
  const { jobId } = w.runs();
  const point = {
    context: 'both',
    loss: 1,
    accuracy: 0,
    telling: { loss: 1, accuracy: 0 },
  } as const;
  const evals = [0, 5].map((step) => ({ step, ...point }));
  progress(5, { evals });
  const lost = 'The WebGPU device was lost: gone.';
  w.experiments.onEvent({ type: 'goesOn', jobId, step: 4, lost, together: false });
  progress(4, { evals: evals.slice(0, 1), isAll: true });
  await w.settle();
  expect(w.said).toContain(`${lost} The run goes on from step 4, where it was saved last.`);
  expect(w.state().runs[0]).toMatchObject({ step: 4, evals: evals.slice(0, 1) });
  expect(told({ type: 'goesOn', step: 0, lost, together: true })).toBe(
    `${lost} The three models had not been saved yet, so training begins again.`,
  );
  expect(told({ type: 'goesOn', step: 1200, lost: undefined, together: false })).toMatch(
    /^The run goes on from step 1.200/,
  );
  w.experiments.onEvent({ type: 'unsaved', why: 'no room' });
  await w.settle();
  expect(w.said.at(-1)).toContain('no room to save runs');
  expect(told({ type: 'unsaved', why: 'no storage' })).toContain('does not let the page store');
});

it('goes on by itself with a new worker, but not for ever', async () => {
  w.experiments.runPlan('sweep', plan);
  await w.settle();
  w.done('0.0');
  progress(3);
  for (let i = 0; i < 2; i++) {
    die();
    await w.settle();
    expect(w.state().running).toMatchObject({ kind: 'plan', experimentId: 'sweep' });
    expect(w.ids()).toEqual(['1.0', '0.1', '1.1']);
    expect(w.said.at(-1)).toMatch(/^The worker for experiments stopped\..+by itself/);
  }
  const { jobId } = w.runs();
  w.experiments.onEvent({ type: 'goesOn', jobId, step: 3, lost: undefined, together: false });
  await w.settle();
  expect(w.said.at(-1)).toMatch(
    /^The worker for experiments stopped\. The run goes on from step 3/,
  );
  die();
  await w.settle();
  expect(w.state().running).toBeUndefined();
  expect(w.state().problem?.what).toContain('stopped');

  // Where a run has come further meanwhile, they are not deaths in a row.
  w.experiments.runPlan('sweep', plan);
  await w.settle();
  for (const step of [5, 7, 9]) {
    w.experiments.onEvent({
      ...{ type: 'progress', jobId: w.runs().jobId, runId: '1.0', step, seconds: 1, evals: [] },
    });
    die();
    await w.settle();
    expect(w.state().running).toMatchObject({ kind: 'plan' });
  }
  die(true); // no worker comes up
  expect(w.state().running).toBeUndefined();
});

it('runs in one tab only, and waits in the other', async () => {
  let isElsewhere = true;
  const { held, request } = stubLocks(() => isElsewhere);
  w.experiments.runPlan('sweep', plan);
  w.experiments.runPlan('next', plan);
  await w.settle();
  expect(w.state().running).toBeUndefined();
  expect(w.state().problem?.what).toBe('An experiment runs in another tab of this browser.');
  expect(w.asked).toEqual([]);
  isElsewhere = false;
  w.experiments.runPlan('sweep', plan);
  await w.settle();
  expect(w.state().running).toMatchObject({ experimentId: 'sweep' });
  for (const id of w.ids()) w.done(id);
  await w.settle();
  expect(w.state().running).toMatchObject({ experimentId: 'next' });
  expect(request).toHaveBeenCalledTimes(2); // the lock is kept from one experiment to the next
  w.experiments.stop();
  await expect(held.at(-1)).resolves.toBeUndefined(); // another tab may have it
});
