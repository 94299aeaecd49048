import { clear, get, keys, set } from 'idb-keyval';
import { beforeEach, expect, it } from 'vitest';
import type { TrainingState } from '../base/trainingState';
import { writeState } from './checkpointStates';
import {
  forgetUnderWay,
  namesUnderWay,
  ownerOf,
  putUnderWay,
  readUnderWay,
  sweepUnderWay,
  type UnderWay,
  underWayStore,
} from './runsUnderWay';

beforeEach(() => clear(underWayStore()));

const stateAt = (step: number): TrainingState => ({
  parameters: Float32Array.of(step, -step),
  firstMoment: Float32Array.of(1, 2),
  secondMoment: Float32Array.of(3, 4),
  step,
});
const EVAL = {
  ...{ step: 5, context: 'both' as const, loss: 2, accuracy: 0.5 },
  telling: { loss: 1, accuracy: Number.NaN },
};
const write = async (name: string, step: number) =>
  (await writeState(ownerOf(name), stateAt(step), underWayStore())).ref;
async function save(name: string, step: number, asideAt?: number, group = 'sweep') {
  const state = await write(name, step);
  const aside = asideAt === undefined ? undefined : await write(name, asideAt);
  const memo = { trainedWith: undefined, sat: undefined, aside: undefined };
  const more = { evals: [EVAL], milliseconds: 10 * step, isDone: false };
  await putUnderWay(name, group, { step, state, aside, memo, ...more });
  return { state, aside };
}
const states = async () =>
  (await keys<string>(underWayStore())).filter((key) => key.startsWith('state:'));
const change = async (key: string, act: (value: never) => unknown) =>
  set(key, act((await get(key, underWayStore())) as never), underWayStore());

it('reads back the newest save of a run, and keeps only the one before beside it', async () => {
  expect(await readUnderWay('a')).toBeUndefined();
  await save('a', 10, 5);
  await save('a', 20, 5);
  await save('a', 30, 25);
  const found = await readUnderWay('a');
  expect(found).toMatchObject({ state: stateAt(30), aside: stateAt(25) });
  expect(found?.save).toMatchObject({ step: 30, milliseconds: 300, evals: [EVAL], isDone: false });
  expect(await states()).toHaveLength(4);
  expect(await readUnderWay('b')).toBeUndefined();
});

it('goes back to the save before where the newest is damaged, in either of its states', async () => {
  await save('a', 10, 5);
  const newest = await save('a', 20, 15);
  const flip = (state: TrainingState) => {
    new Uint32Array(state.firstMoment.buffer)[0]! ^= 4;
    return state;
  };
  await change(newest.aside!.key, flip);
  expect(await readUnderWay('a')).toMatchObject({ state: stateAt(10), aside: stateAt(5) });
  await change(newest.aside!.key, flip);
  await change(newest.state.key, () => 'x');
  expect((await readUnderWay('a'))?.state).toEqual(stateAt(10));
});

it('leaves alone what another version wrote, and what has the same key by chance', async () => {
  await save('a', 10);
  const key = `run:${ownerOf('a')}`;
  await change(key, (run: UnderWay) => ({ ...run, name: 'another' }));
  expect(await readUnderWay('a')).toBeUndefined();
  await change(key, (run: UnderWay) => ({ ...run, name: 'a', format: 2 }));
  expect(await readUnderWay('a')).toBeUndefined();
  await change(key, (run: UnderWay) => ({ ...run, format: 1, saves: [{ state: 7 }, null] }));
  expect(await readUnderWay('a')).toBeUndefined();
});

it('forgets a run, or all of an experiment, with their states', async () => {
  await save('a', 10, 5);
  await save('b', 10);
  await save('c', 10, undefined, 'twins');
  await forgetUnderWay({ name: 'a' });
  expect(await states()).toHaveLength(2);
  await forgetUnderWay({ group: 'sweep' });
  expect(await states()).toHaveLength(1);
  expect((await readUnderWay('c'))?.state).toEqual(stateAt(10));
  await forgetUnderWay({ group: 'twins' });
  expect(await keys(underWayStore())).toEqual([]);
});

it('names the runs of a group, the newest first', async () => {
  await save('a', 10);
  await save('b', 10);
  await save('c', 10, undefined, 'twins');
  await save('a', 20);
  expect(await namesUnderWay('sweep')).toEqual(['a', 'b']);
  expect(await namesUnderWay('none')).toEqual([]);
});

it('is bounded: the oldest run goes, by the order of writing', async () => {
  for (let i = 0; i < 9; i++) await save(`run${i}`, 10);
  expect(await readUnderWay('run0')).toBeUndefined();
  expect((await readUnderWay('run1'))?.state).toEqual(stateAt(10));
  expect(await keys(underWayStore())).toHaveLength(16);
});

it('deletes what a page left behind that ended in the middle of a write', async () => {
  await save('a', 10);
  await write('a', 20); // the page ends here
  expect((await readUnderWay('a'))?.state.step).toBe(10);
  await sweepUnderWay();
  expect(await states()).toHaveLength(1);
  expect((await readUnderWay('a'))?.state.step).toBe(10);
});
