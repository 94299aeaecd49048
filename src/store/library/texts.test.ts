import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { MOST_OWN_TEXTS } from '../../config/textLimits';
import { stubLocalStorage } from '../../storage/testLocalStorage';
import { savedRun, stateOf } from '../../storage/testRuns';
import { textHash } from '../../storage/textHash';
import { SAVED, type TestLibrary, testLibrary } from './testLibrary';
import { createOwnTextActions, type OwnTextActions } from './texts';

let w: TestLibrary;
let texts: OwnTextActions;
const own = () => w.state().own;
const names = () => own().map(({ name }) => name);
const named = (name: string) => own().find((one) => one.name === name)!;

beforeEach(() => {
  w = testLibrary();
  texts = createOwnTextActions({ store: w.app.store, text: w.app.text, library: w.app.library });
  const more = ['Sea', 'Farm'].map((name) => ({
    name,
    text: `${name}.`,
    characters: name.length + 1,
  }));
  w.app.text.arrange([...own(), ...more], undefined);
});

it('renames a text without a trace in the run that learns from it', async () => {
  const text = own()[0]!;
  const { source, prepared, run } = w.state();
  expect(source).toBe(text);
  await texts.rename(text, '  ');
  await texts.rename(text, ' Sea ');
  expect(names()).toEqual(['Sea (2)', 'Sea', 'Farm']);
  expect(w.state().source).toBe(own()[0]);
  expect(w.state().prepared).toBe(prepared);
  expect(w.state().run).toBe(run);
  expect(prepared?.source.name).toBe('Sea (2)');
});

it('gives the runs of a text its new name, but for names of their own and runs of its copies', async () => {
  const { name: _, whole, characters, hash } = SAVED.text;
  const keep = (id: string, named: string, of = 'Your text', settings = {}) =>
    w.app.library.add(
      savedRun(id, {
        ...{ name: named, settings },
        text: { name: of, builtIn: undefined, whole, characters, hash },
      }),
      stateOf(1),
    );
  texts.duplicate(own()[0]!);
  await keep('a', 'Your text');
  await keep('b', 'Your text · mask ratio 40 %', 'Your text', { mlmProbability: 0.4 });
  await keep('c', 'Mine');
  await keep('d', 'Your text copy', 'Your text copy');
  await texts.rename(named('Your text'), 'Cats');
  const list = w.state().library.list.toSorted((a, b) => a.id.localeCompare(b.id));
  expect(list.map((run) => run.name)).toEqual([
    ...['Cats', 'Cats · mask ratio 40 %', 'Mine', 'Your text copy'],
  ]);
  expect(list.map(({ text }) => text.name)).toEqual(['Cats', 'Cats', 'Cats', 'Your text copy']);
  expect(await w.app.library.state('a')).toEqual(stateOf(1)); // as it was
});

it('duplicates a text as the newest, as long as there is room for one more', () => {
  const sea = named('Sea');
  expect(texts.duplicate(sea)).toBe(true);
  expect(names()).toEqual(['Sea copy', 'Your text', 'Sea', 'Farm']);
  expect(own()[0]).not.toBe(sea);
  expect(own()[0]!.text).toBe('Sea.');
  while (own().length < MOST_OWN_TEXTS) texts.duplicate(sea);
  const before = own();
  expect(texts.duplicate(sea)).toBe(false);
  expect(own()).toBe(before);
  expect(w.state().library.problem?.advice).toBe('Delete a text first.');
});

it('deletes a text, and puts it back where it was', () => {
  const sea = named('Sea');
  texts.remove(sea, []);
  expect(names()).toEqual(['Your text', 'Farm']);
  expect(w.state().library.texts?.deleted?.text).toBe(sea);
  texts.undelete();
  texts.undelete();
  expect(own()[1]).toBe(sea);
  expect(names()).toEqual(['Your text', 'Sea', 'Farm']);
});

it('leaves text and run in the playground as they are where the text shown there is deleted', () => {
  const text = own()[0]!;
  w.trained(10);
  const { source, prepared, run, undo } = w.state();
  texts.remove(text, []);
  expect(names()).toEqual(['Sea', 'Farm']);
  expect(w.state()).toMatchObject({ source, prepared, run });
  expect(w.state().source).toBe(text);
  expect(w.state().undo).toBe(undo); // nothing was lost there
  texts.undelete();
  expect(own()[0]).toBe(text);
  expect(names()).toEqual(['Your text', 'Sea', 'Farm']);
});

it('keeps a deleted text out of the list where a run that holds a copy of it is opened', async () => {
  stubLocalStorage();
  onTestFinished(() => void vi.unstubAllGlobals());
  const sea = named('Sea');
  const saved = { ...SAVED, ...savedRun('a', { name: 'On the sea' }) };
  const text = { ...SAVED.text, name: 'Sea', characters: 4, hash: textHash('Sea.'), whole: 'Sea.' };
  await w.app.library.add({ ...saved, text }, stateOf(1));
  texts.remove(sea, []);
  await w.app.library.open('a');
  expect(w.state().source).toMatchObject({ name: 'Sea', text: 'Sea.' });
  expect(names()).toEqual(['Your text', 'Farm']);
  texts.undelete();
  expect(names()).toEqual(['Your text', 'Sea', 'Farm']);
  // Of a text that was not deleted, but edited or lost, the copy is kept.
  w.app.text.arrange([named('Farm')], undefined);
  w.app.text.chooseOwn(0);
  await w.app.library.open('a');
  expect(names()).toEqual(['Sea', 'Farm']);
});

it('chooses another text after a deletion as ever, and can bring all of it back', () => {
  const text = own()[0]!;
  texts.remove(text, []);
  texts.open(named('Farm'));
  w.prepared();
  expect(w.state().source.name).toBe('Farm');
  w.app.undo.undo();
  expect(w.state().source).toBe(text);
  texts.undelete();
  expect(names().toSorted()).toEqual(['Farm', 'Sea', 'Your text']);
});

it('asks first where a run needs the text', () => {
  const { name, text, characters } = named('Sea');
  const run = { text: { name, builtIn: undefined, characters, hash: textHash(text) } };
  texts.remove(named('Sea'), [run]);
  expect(w.state().library.texts?.asking).toBe(named('Sea'));
  texts.cancelRemove();
  texts.removeAnyway();
  expect(names()).toContain('Sea');
  texts.remove(named('Sea'), [run]);
  texts.removeAnyway();
  expect(names()).not.toContain('Sea');
  expect(w.state().library.texts?.asking).toBeUndefined();
});
