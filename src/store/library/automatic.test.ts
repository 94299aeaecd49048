import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { View } from '../../protocol/look';
import type { Checkpoint, Save } from '../../storage/checkpoint';
import { FORMAT } from '../../storage/checkpoint';
import { writeState } from '../../storage/checkpointStates';
import {
  listCheckpoints,
  putCheckpoint,
  readCheckpoint,
  removeCheckpoint,
} from '../../storage/checkpoints';
import { savedRun, stateOf } from '../../storage/testRuns';
import { textHash } from '../../storage/textHash';
import { automaticOnly, createAutomaticActions, nameOfAutomatic } from './automatic';
import { type TestLibrary, testLibrary } from './testLibrary';

vi.mock('../../storage/checkpoints', () => ({
  listCheckpoints: vi.fn(),
  putCheckpoint: vi.fn(async () => {}),
  readCheckpoint: vi.fn(),
  removeCheckpoint: vi.fn(),
}));
vi.mock('../../storage/checkpointStates', () => ({ writeState: vi.fn() }));

const { id: _, name: __, exam, ...RUN } = savedRun('x', { settings: { mlmProbability: 0.4 } });
const points = (...steps: number[]) =>
  steps.map((step) => ({ step, loss: 5 - step / 10, accuracy: 0, context: 'both' as const }));
const ref = (key: string, step: number) => ({ key, step, checksum: 1, bytes: 36 });
const save = (step: number, sat = true): Save => ({
  ...{ step, state: ref(`s${step}`, step), exam: sat ? exam : undefined },
  memo: { trainedWith: undefined, sat: undefined, aside: undefined },
});
const RECORD: Checkpoint = {
  ...{ format: FORMAT, id: 'a', order: 3, address: '', page: undefined },
  ...{ saves: [save(30)], views: ['view:a:1', 'view:a:2'] },
  run: { ...RUN, step: 30, curves: { train: [], evals: points(0, 20, 30) } },
};
const VIEWS = [{ step: 0 }, { step: 20 }] as View[];
const restored = (step = 30, isEarlier = false, sat = true) => ({
  ...{ save: save(step, sat), state: stateOf(step), aside: undefined, views: VIEWS, isEarlier },
});

afterEach(() => void vi.unstubAllGlobals());

let w: TestLibrary;
let actions: ReturnType<typeof createAutomaticActions>;
beforeEach(() => {
  vi.clearAllMocks();
  vi.mocked(listCheckpoints).mockResolvedValue({ records: [RECORD], newer: 0 });
  vi.mocked(readCheckpoint).mockResolvedValue(restored());
  vi.mocked(removeCheckpoint).mockResolvedValue(undefined);
  vi.mocked(writeState).mockImplementation(async (owner, { step }) => ({
    ref: ref(`${owner}!`, step),
    milliseconds: 0,
  }));
  const held = [{ name: 'cloze-run:a' }, { name: 'another lock' }];
  vi.stubGlobal('navigator', { locks: { query: async () => ({ held }) } });
  w = testLibrary();
  actions = createAutomaticActions(w.app.store, w.app.library);
});

it('lists those that there are; none where the browser refuses', async () => {
  await actions.load();
  expect(w.state().library.automatic?.records).toEqual([RECORD]);
  expect([...w.state().library.automatic!.open]).toEqual(['a']);
  expect(nameOfAutomatic(RECORD, [])).toBe('Text · mask ratio 40 %');
  vi.mocked(listCheckpoints).mockRejectedValueOnce(new Error('private window'));
  await actions.load();
  expect(w.state().library.automatic?.records).toEqual([]);
});

it('makes a kept run of one, of the save that was whole', async () => {
  expect(await actions.keep(RECORD)).toBe('Text · mask ratio 40 %');
  vi.mocked(readCheckpoint).mockResolvedValue(restored(20, true));
  expect(await actions.keep(RECORD)).toBe('Text · mask ratio 40 % (2)');
  const [earlier, newest] = w.state().library.list.toSorted((a, b) => a.step - b.step);
  expect([earlier!.step, newest!.step]).toEqual([20, 30]);
  expect(earlier!.curves.evals.map(({ step }) => step)).toEqual([0, 20]);
  expect(newest!.exam).toEqual(exam);
  expect(newest!.id).not.toBe('a');
  expect(await w.app.library.state(newest!.id)).toEqual(stateOf(30));
});

it('is called as its text is called now, also once it is kept', async () => {
  const farm = { name: 'Ten farms', text: 'A cow.', characters: 6 };
  const of = { ...RECORD.run.text, name: 'Your text', characters: 6, hash: textHash('A cow.') };
  const record = { ...RECORD, run: { ...RECORD.run, text: of } };
  w.app.text.arrange([farm], undefined);
  expect(nameOfAutomatic(record, w.state().own)).toBe('Ten farms · mask ratio 40 %');
  expect(await actions.keep(record)).toBe('Ten farms · mask ratio 40 %');
  expect(w.state().library.list[0]!.text.name).toBe('Ten farms');
});

it('is known as the run that was kept of it', async () => {
  expect(automaticOnly([RECORD], w.state().library.list)).toEqual([RECORD]);
  await actions.keep(RECORD);
  expect(automaticOnly([RECORD], w.state().library.list)).toEqual([]);
});

it('says why one cannot be kept', async () => {
  vi.mocked(readCheckpoint).mockResolvedValueOnce(restored(30, false, false));
  expect(await actions.keep(RECORD)).toBeUndefined();
  expect(w.state().library.problem?.why).toContain('no exam');
  vi.mocked(readCheckpoint).mockResolvedValueOnce(undefined);
  expect(await actions.keep(RECORD)).toBeUndefined();
  expect(w.state().library.problem?.why).toContain('damaged');
  expect(w.names()).toEqual([]);
});

it('deletes one, and writes it again where that is taken back', async () => {
  await actions.remove(RECORD);
  expect(vi.mocked(removeCheckpoint).mock.calls).toEqual([['a']]);
  expect(w.state().library.automatic?.deleted?.name).toBe('Text · mask ratio 40 %');
  await actions.undelete();
  await actions.undelete();
  expect(vi.mocked(putCheckpoint).mock.calls).toHaveLength(1);
  const [record, views] = vi.mocked(putCheckpoint).mock.lastCall!;
  expect(record.saves.map(({ state }) => state)).toEqual([ref('a!', 30)]);
  expect([...views]).toEqual([
    ['view:a:1', VIEWS[0]],
    ['view:a:2', VIEWS[1]],
  ]);
  expect(w.state().library.automatic?.deleted).toBeUndefined();
});

it('says so where the browser does not delete one, or has no room to bring it back', async () => {
  vi.mocked(removeCheckpoint).mockRejectedValueOnce(new Error());
  await actions.remove(RECORD);
  expect(w.state().library.problem?.what).toContain('could not be deleted');
  expect(w.state().library.automatic?.deleted).toBeUndefined();
  await actions.remove(RECORD);
  vi.mocked(writeState).mockRejectedValueOnce(new DOMException('', 'QuotaExceededError'));
  await actions.undelete();
  expect(w.state().library.problem?.what).toContain('could not be brought back');
});
