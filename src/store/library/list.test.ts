import { beforeEach, expect, it } from 'vitest';
import { savedRun, stateOf } from '../../storage/testRuns';
import { isUnkept } from '../playground/selectors';
import { MOST_CHOSEN } from './choice';
import { type TestLibrary, testLibrary } from './testLibrary';

let w: TestLibrary;
beforeEach(() => {
  w = testLibrary();
  w.trained();
});

const add = async (...ids: string[]) => {
  for (const [i, id] of ids.entries()) {
    await w.app.library.add(savedRun(id, { savedAt: 1000 + i }), stateOf(4));
  }
};
const addOfOtherExam = (id: string) =>
  w.app.library.add(
    savedRun(id, { exam: { ...savedRun('x').exam, id: 'another' }, savedAt: 900 }),
    stateOf(1),
  );
const chosen = () => w.state().library.chosen;

it('gives no name twice, and takes no empty one', async () => {
  for (const id of ['a', 'b']) {
    await w.app.library.add(savedRun(id, { name: 'Same' }), stateOf(1));
  }
  expect(w.names().toSorted()).toEqual(['Same', 'Same (2)']);
  await w.app.library.rename('b', '  ');
  expect(w.names().toSorted()).toEqual(['Same', 'Same (2)']);
  await w.app.library.rename('b', ' Same ');
  await w.app.library.rename('nobody', 'Else');
  expect(w.names().toSorted()).toEqual(['Same', 'Same (2)']);
  await w.app.library.rename('b', ' Other ');
  expect(w.names().toSorted()).toEqual(['Other', 'Same']);
  expect(w.state().library.problem).toBeUndefined();
});

it('says so where a run that gets a name was deleted in another tab', async () => {
  await w.app.library.add(savedRun('a', { name: 'Mine' }), stateOf(10));
  w.patchRun({ kept: { id: 'a', step: 10 } });
  await w.shelf.remove('a');
  await w.app.library.rename('a', 'Other');
  expect(w.names()).toEqual([]);
  expect(w.state().library.problem?.what).toContain('“Mine” is gone');
  expect(isUnkept(w.state())).toBe(true);
  expect(await w.shelf.list()).toEqual([]);
});

it('says so where the browser refuses a name, or to delete', async () => {
  await add('a');
  expect(w.state().notice ?? '').not.toContain('run will be lost');
  w.control.broken = true;
  await w.app.library.rename('a', 'Other');
  expect(w.state().library.problem).toMatchObject({
    ...{ kind: 'storage', what: '“a” could not be renamed.' },
    ...{ why: 'The browser did not save the new name.' },
    advice: 'Delete a run to make room, or try again.',
  });
  await w.app.library.remove('a');
  expect(w.state().library.problem).toMatchObject({
    ...{ what: '“a” could not be deleted.', advice: 'Reload the page and try again.' },
  });
  expect(w.names()).toEqual(['a']);
  expect(w.state().library.deleted).toBeUndefined();
  w.app.library.dismiss();
  expect(w.state().library.problem).toBeUndefined();
});

it('deletes at once, and takes the last deletion back with the weights', async () => {
  await add('a', 'b');
  await w.app.library.visit();
  await w.app.library.remove('nobody');
  expect(w.state().library.deleted).toBeUndefined();
  await w.app.library.remove('b');
  expect(w.names()).toEqual(['a']);
  expect(w.state().library.deleted?.id).toBe('b');
  expect(chosen()).toEqual(['a']);
  expect(await w.app.library.weights('b')).toBeUndefined();
  await w.app.library.undelete();
  expect(w.names().toSorted()).toEqual(['a', 'b']);
  expect(await w.app.library.weights('b')).toEqual(stateOf(4).parameters);
  expect(w.state().library.deleted).toBeUndefined();
  await w.app.library.undelete(); // there is nothing more to take back
  expect(w.names().toSorted()).toEqual(['a', 'b']);
});

it('offers no Undo for a run whose weights could not be read', async () => {
  await add('a', 'b');
  await w.app.library.remove('a');
  w.shelf.state = async () => undefined;
  await w.app.library.remove('b');
  expect(w.state().library.deleted).toBeUndefined();
  await w.app.library.undelete();
  expect(w.names()).toEqual([]);
});

it('chooses a run that is had back where it was chosen, at its place', async () => {
  await add('a', 'b', 'c');
  for (const id of ['a', 'b', 'c']) w.app.library.choose(id, true);
  await w.app.library.remove('b');
  await w.app.library.undelete();
  expect(chosen()).toEqual(['a', 'b', 'c']);
  await w.app.library.remove('a');
  await w.app.library.undelete();
  expect(chosen()).toEqual(['a', 'b', 'c']);
  w.app.library.choose('b', false);
  await w.app.library.remove('b');
  await w.app.library.undelete();
  expect(chosen()).toEqual(['a', 'c']);
});

it('does not choose a run that is had back where it cannot stand any more', async () => {
  await add('a');
  await addOfOtherExam('other');
  w.app.library.choose('a', true);
  await w.app.library.remove('a');
  w.app.library.chooseAlone('other');
  await w.app.library.undelete();
  expect(chosen()).toEqual(['other']);

  const ids = Array.from({ length: MOST_CHOSEN }, (_, i) => `run ${i}`);
  await add(...ids);
  w.app.library.chooseAlone('a');
  await w.app.library.remove('a');
  for (const id of ids) w.app.library.choose(id, true);
  await w.app.library.undelete();
  expect(chosen()).toEqual(ids);
});

it('holds a run that was kept and deleted for not kept, and no other', async () => {
  await add('a', 'b');
  w.patchRun({ kept: { id: 'a', step: 10 } });
  await w.app.library.remove('b');
  expect(isUnkept(w.state())).toBe(false);
  await w.app.library.remove('a');
  expect(isUnkept(w.state())).toBe(true);
});

it('compares runs of one exam only, and so many that they can be told apart', async () => {
  await addOfOtherExam('other');
  const ids = Array.from({ length: MOST_CHOSEN + 1 }, (_, i) => `run ${i}`);
  await add(...ids);
  w.app.library.choose('run 0', true);
  w.app.library.choose('other', true);
  expect(w.state().library).toMatchObject({
    chosen: ['run 0'],
    refused: { id: 'other', why: 'exam' },
  });
  w.app.library.compareByWords('other');
  expect(w.state().library).toMatchObject({
    ...{ chosen: ['run 0'], byWords: 'other', refused: undefined },
  });
  w.app.library.choose('run 1', true);
  for (const id of ids) w.app.library.choose(id, true);
  expect(chosen()).toEqual(ids.slice(0, MOST_CHOSEN));
  expect(w.state().library.refused?.why).toBe('many');
  w.app.library.choose('run 1', false);
  expect(chosen()).toHaveLength(MOST_CHOSEN - 1);
  expect(w.state().library.refused).toBeUndefined();
  w.app.library.chooseAlone('other');
  expect(w.state().library).toMatchObject({ chosen: ['other'], refused: undefined });
  w.app.library.choose('other', false);
  w.app.library.choose('run 2', true);
  expect(chosen()).toEqual(['run 2']);
});

it('chooses the newest runs of one exam for who has chosen none, the oldest first', async () => {
  await addOfOtherExam('other');
  await add('a', 'b', 'c', 'd', 'e');
  await w.app.library.visit();
  expect(w.state().library.isRead).toBe(true);
  expect(chosen()).toEqual(['b', 'c', 'd', 'e']);
  w.app.library.chooseAlone('other');
  await w.app.library.visit();
  expect(chosen()).toEqual(['other']);
  // One that was deleted in another tab is not chosen any more.
  await w.shelf.remove('other');
  await w.app.library.load();
  expect(chosen()).toEqual([]);
});
