import { beforeEach, expect, it } from 'vitest';
import { type Takeaway, TakeawayFailure } from '../../client/takeaway';
import type { KeptRun } from '../../storage/keptRun';
import { savedRun, stateOf } from '../../storage/testRuns';
import type { Subject } from '../../takeaway/messages';
import { openRuns, saveLibrary } from './runFiles';
import { type TestLibrary, testLibrary } from './testLibrary';

let w: TestLibrary;
beforeEach(() => {
  w = testLibrary();
});

const FAULT = new TakeawayFailure({
  ...{ kind: 'storage', what: 'The file cannot be opened.' },
  ...{ why: 'It is damaged.', advice: 'Save it once more.' },
});

/** A worker that reads these runs from any file, then ends or fails; and notes what it is to write. */
function worker(runs: readonly KeptRun[], fault?: TakeawayFailure) {
  const written: Subject[] = [];
  let at = 0;
  const next: Takeaway['next'] = async () => {
    const run = runs[at++];
    if (run) return { type: 'run', run, state: stateOf(run.step), of: runs.length };
    if (fault) throw fault;
    return { type: 'end' };
  };
  const takeaway: Takeaway = {
    ...{ next, open: next, list: async () => [], end: () => {} },
    build: async (request) => {
      if (request.type === 'runs') written.push(...request.subjects);
      return { type: 'built', blob: new Blob(), missing: [] };
    },
  };
  return { takeaway, written };
}

const open = (...read: Parameters<typeof worker>) => {
  const far: number[] = [];
  const told = openRuns(new Blob(), w.app.store, w.app.library, worker(...read).takeaway, (x) =>
    far.push(x),
  );
  return told.then((sentence) => ({ sentence, far }));
};
const run = (id: string, savedAt: number, name = id) => savedRun(id, { savedAt, name });

it('adds the runs of a file to those that are there, and chooses some to compare', async () => {
  await w.app.library.add(run('old', 1, 'Bread'), stateOf(1));
  const { sentence, far } = await open([run('new', 2, 'Bread'), run('newer', 3, 'Tide')]);
  expect(sentence).toBe('2 runs were added.');
  expect(far).toEqual([0.5, 1]);
  expect(w.names()).toEqual(['Tide', 'Bread (2)', 'Bread']);
  expect(await w.shelf.state('newer')).toEqual(stateOf(10));
  expect(await w.shelf.state('old')).toEqual(stateOf(1));
  expect(w.state().library.chosen.length).toBeGreaterThan(0);
});

it('leaves out a run that is here already, also under another name', async () => {
  await w.app.library.add(run('a', 1, 'Mine'), stateOf(1));
  const { sentence } = await open([run('copy', 1, 'As it was called there')]);
  expect(sentence).toBe('Nothing was added: “Mine” was here already.');
  expect(w.names()).toEqual(['Mine']);
  // The same moment by chance, another result: both are kept.
  const other = savedRun('b', { savedAt: 1, share: 0.9 });
  expect((await open([other])).sentence).toBe('1 run was added.');
  expect(w.names()).toHaveLength(2);
});

it('keeps what was read before a fault, and says how much that was', async () => {
  await expect(open([], FAULT)).rejects.toBe(FAULT);
  const failure = await open([run('a', 1)], FAULT).catch((error: TakeawayFailure) => error);
  expect(failure).toMatchObject({
    problem: { what: 'Only 1 run of 1 could be read.', why: 'It is damaged.' },
  });
  expect(w.names()).toEqual(['a']);
});

it('writes all runs, with the weights of those that only the page holds', async () => {
  await w.app.library.add(run('stored', 1), stateOf(1));
  w.control.room = 1;
  await w.app.library.add(run('here', 2), stateOf(2));
  const { takeaway, written } = worker([]);
  await saveLibrary(w.app.library, w.state().library.list, takeaway, () => {});
  expect(written.map(({ run: { id }, state }) => [id, state?.step])).toEqual([
    ['here', 2],
    ['stored', undefined],
  ]);
});
