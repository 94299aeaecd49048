import { clear, get, keys, set } from 'idb-keyval';
import { beforeEach, expect, it } from 'vitest';
import type { TrainingState } from '../base/trainingState';
import type { View } from '../protocol/look';
import { type Checkpoint, FORMAT } from './checkpoint';
import { checkpointStore, readState, writeState } from './checkpointStates';
import {
  listCheckpoints,
  MOST_CHECKPOINTS,
  putCheckpoint,
  readCheckpoint,
  removeCheckpoint,
  tidyCheckpoints,
  viewKey,
} from './checkpoints';
import { savedRun } from './testRuns';
import { watchWriting } from './writing';

const SAVED_RUN = savedRun('x');

beforeEach(() => clear(checkpointStore()));

const stateAt = (step: number): TrainingState => ({
  parameters: Float32Array.of(step, -step),
  firstMoment: Float32Array.of(1, 2),
  secondMoment: Float32Array.of(3, 4),
  step,
});
const view = (step: number) => ({ step, attentions: Float32Array.of(step) }) as View;

const save = async (id: string, step: number) => ({
  ...{ step, exam: SAVED_RUN.exam },
  memo: { trainedWith: undefined, sat: undefined, aside: undefined },
  state: (await writeState(id, stateAt(step))).ref,
});

type Written = Omit<Checkpoint, 'order'>;
const record = (id: string, saves: Written['saves'], views: readonly string[] = []): Written => ({
  ...{ format: FORMAT, id, saves, views, address: 'seed=1', page: { any: 'thing' } },
  run: { ...SAVED_RUN, step: saves[0].step },
});
const put = async (id: string, step = 10) =>
  putCheckpoint(record(id, [await save(id, step)]), new Map());
const ids = async () => (await listCheckpoints()).records.map(({ id }) => id);
const change = async (key: string, act: (value: never) => unknown) =>
  set(key, act((await get(key, checkpointStore())) as never), checkpointStore());

it('has nobody asked who leaves the page while a record is written', async () => {
  const told: boolean[] = [];
  const end = watchWriting((isWriting) => told.push(isWriting));
  await put('a');
  expect(told).toEqual([false]);
  await removeCheckpoint('a');
  expect(told).toEqual([false, true, false]);
  end();
});

it('reads back what was written, and keeps nothing that no record points to', async () => {
  const first = await save('a', 10);
  await putCheckpoint(
    record('a', [first], [viewKey('a', 0)]),
    new Map([[viewKey('a', 0), view(0)]]),
  );
  const second = await save('a', 20);
  const views = [viewKey('a', 0), viewKey('a', 1)];
  await putCheckpoint(record('a', [second, first], views), new Map([[viewKey('a', 1), view(15)]]));
  const third = await save('a', 30);
  await putCheckpoint(record('a', [third, second], views), new Map());
  expect(await readState(first.state)).toBeUndefined();
  const { records, newer } = await listCheckpoints();
  expect([records.length, newer]).toEqual([1, 0]);
  const read = await readCheckpoint(records[0]!);
  expect(read?.state).toEqual(stateAt(30));
  expect(read?.views.map(({ step }) => step)).toEqual([0, 15]);
  expect(read?.isEarlier).toBe(false);
  expect(records[0]!.page).toEqual({ any: 'thing' });
});

it.each([
  [
    'with a flipped bit',
    (state: TrainingState) => {
      new Uint32Array(state.secondMoment.buffer)[1]! ^= 1;
      return state;
    },
  ],
  ['cut off', (state: TrainingState) => ({ ...state, parameters: state.parameters.slice(0, 1) })],
  ['that is something else', () => 'x'],
])('goes back to the state before one %s', async (_, damage) => {
  const [first, second] = [await save('a', 10), await save('a', 20)];
  await putCheckpoint(record('a', [second, first]), new Map());
  await change(second.state.key, damage);
  const { records } = await listCheckpoints();
  const read = await readCheckpoint(records[0]!);
  expect(read).toMatchObject({ state: stateAt(10), isEarlier: true });
  await change(first.state.key, damage);
  expect(await readCheckpoint(records[0]!)).toBeUndefined();
});

it('leaves the record before whole where a page ends before the new one is written', async () => {
  await put('a', 10);
  await save('a', 20); // written by the worker; the page ends here
  const { records } = await listCheckpoints();
  expect((await readCheckpoint(records[0]!))?.state.step).toBe(10);
  await tidyCheckpoints(() => true); // another tab has it open, and may be about to point to it
  expect(
    (await keys(checkpointStore())).filter((key) => `${key}`.startsWith('state:')),
  ).toHaveLength(2);
  await tidyCheckpoints(() => false);
  expect(
    (await keys(checkpointStore())).filter((key) => `${key}`.startsWith('state:')),
  ).toHaveLength(1);
  expect((await readCheckpoint(records[0]!))?.state.step).toBe(10);
});

it('keeps the newest few, by the order of writing and not by the clock', async () => {
  const now = Date.now;
  try {
    for (let i = 0; i <= MOST_CHECKPOINTS; i++) {
      Date.now = () => 1e12 - i * 1e9; // the clock goes back
      await put(`run${i}`);
    }
  } finally {
    Date.now = now;
  }
  await tidyCheckpoints((id) => id === 'run0');
  expect(await ids()).toEqual(['run5', 'run4', 'run3', 'run2', 'run1', 'run0']); // one is held
  await tidyCheckpoints(() => false);
  expect(await ids()).toEqual(['run5', 'run4', 'run3', 'run2', 'run1']);
  await removeCheckpoint('run3');
  expect((await keys(checkpointStore())).some((key) => `${key}`.includes('run3'))).toBe(false);
});

it('gives older records what came later, and leaves newer ones alone', async () => {
  await put('old');
  await put('new');
  await change('record:old', (old: Checkpoint) => {
    const { mlmProbability: _, ...settings } = old.run.settings;
    return { ...old, run: { ...old.run, settings } };
  });
  await change('record:new', (record: Checkpoint) => ({ ...record, format: FORMAT + 1 }));
  await set('record:damaged', { format: FORMAT, id: 'damaged' }, checkpointStore());
  const { records, newer } = await listCheckpoints();
  expect(newer).toBe(1);
  expect(records.map(({ run }) => run.settings.mlmProbability)).toEqual([0.15]);
  await tidyCheckpoints(() => false);
  const left = (await keys(checkpointStore())).map(String);
  expect(left).toContain('record:new');
  expect(left.some((key) => key.startsWith('state:new'))).toBe(true);
  expect(left).not.toContain('record:damaged');
});
