import { expect, it } from 'vitest';
import { savedRun, stateOf } from '../../storage/testRuns';
import { copyName, duplicateRun } from './duplicate';
import { testLibrary } from './testLibrary';

it('numbers copies of a copy', () => {
  expect(copyName('First')).toBe('First copy');
  expect(copyName('First copy')).toBe('First copy');
  expect(copyName('First copy (3)')).toBe('First copy');
  expect(copyName('My copybook')).toBe('My copybook copy');
});

it('keeps a copy with weights of its own, as the newest', async () => {
  const w = testLibrary();
  await w.app.library.add(savedRun('a', { name: 'First', savedAt: 1 }), stateOf(7));
  const run = () => w.state().library.list.find(({ id }) => id === 'a')!;
  expect(await duplicateRun(w.app.store, w.app.library, run())).toBe(true);
  expect(await duplicateRun(w.app.store, w.app.library, run())).toBe(true);
  expect(w.names().toSorted()).toEqual(['First', 'First copy', 'First copy (2)']);
  const [newest] = w.state().library.list;
  expect(newest!.name).toContain('First copy');
  await w.app.library.remove('a');
  expect(await w.app.library.state(newest!.id)).toEqual(stateOf(7));
  expect({ ...newest, ...{ id: 'a', name: 'First', savedAt: 1 } }).toEqual(
    savedRun('a', { name: 'First', savedAt: 1 }),
  );
});

it('says so where the weights cannot be read, and copies nothing', async () => {
  const w = testLibrary();
  await w.app.library.add(savedRun('a'), stateOf(7));
  const [run] = w.state().library.list;
  await w.shelf.remove('a');
  expect(await duplicateRun(w.app.store, w.app.library, run!)).toBe(false);
  expect(w.state().library.problem?.what).toBe('“a” could not be duplicated.');
  expect(await w.shelf.list()).toEqual([]);
});
