import { beforeEach, expect, it } from 'vitest';
import { soon } from '../../base/testSoon';
import { DEFAULT_SETTINGS } from '../../config/settings';
import type { Snapshot } from '../../protocol/run';
import { savedRun, stateOf } from '../../storage/testRuns';
import { type TestLibrary, testLibrary } from './testLibrary';

let w: TestLibrary;
beforeEach(() => {
  w = testLibrary();
  w.trained(10);
});

const SNAPSHOT: Snapshot = {
  state: stateOf(10),
  settings: DEFAULT_SETTINGS,
  changed: [],
  exam: savedRun('x').exam,
};
/** Asks for the run, and waits until the trainer has been asked: what does that is loaded first. */
async function ask() {
  const before = w.trainer.of('keep').length;
  const taken = w.app.library.take();
  await soon(() => expect(w.trainer.of('keep').length).toBeGreaterThan(before));
  return { taken };
}
const answer = (snapshot: Snapshot | undefined = SNAPSHOT) =>
  w.trainer.say({ type: 'kept', runId: w.state().run.runId, snapshot, other: 'files' });

it('takes the run as it stands, under the name it would have, and keeps nothing', async () => {
  const { taken } = await ask();
  expect(w.trainer.last('keep')).toEqual({ type: 'keep', runId: 1, other: 'files' });
  w.trained(20); // It trains on meanwhile: the curves must be those of the weights.
  answer();
  expect(await taken).toMatchObject({
    run: { name: 'Your text', step: 10, curves: { evals: [{ step: 10 }] } },
    state: stateOf(10),
  });
  expect(w.state().library).toMatchObject({ list: [], keeping: undefined });
  expect(w.state().run.kept).toBeUndefined();
});

it('says why a run cannot be had, and what to do', async () => {
  const { taken: notFinite } = await ask();
  w.trainer.say({ type: 'kept', runId: 1, snapshot: undefined, other: 'files' });
  expect(await notFinite).toMatchObject({ why: 'Its loss is not a number.' });

  const { taken: gone } = await ask();
  w.trainer.die('out of memory');
  expect(await gone).toMatchObject({ why: expect.stringContaining('worker') });

  w.patchRun({ step: 0 });
  const before = w.trainer.of('keep').length;
  expect(await w.app.library.take()).toMatchObject({ advice: 'Train again.' });
  expect(w.trainer.of('keep')).toHaveLength(before);
});

it('does not answer with a run that took the place of the one asked for', async () => {
  const { taken } = await ask();
  w.app.run.reset();
  w.loaded();
  w.trained(5);
  w.trainer.say({ type: 'kept', runId: 1, snapshot: SNAPSHOT, other: 'files' });
  expect(await taken).toMatchObject({ why: expect.stringContaining('model is gone') });
});

it('hands over weights only where no storage has them', async () => {
  await w.app.library.add(savedRun('stored'), stateOf(1));
  w.control.room = 1;
  await w.app.library.add(savedRun('here'), stateOf(2));
  const find = (id: string) => w.state().library.list.find((run) => run.id === id)!;
  expect((await w.app.library.subject(find('stored'))).state).toBeUndefined();
  expect((await w.app.library.subject(find('here'))).state).toEqual(stateOf(2));
});
