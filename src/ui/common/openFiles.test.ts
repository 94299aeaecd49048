import { expect, it } from 'vitest';
import { testApp } from '../../store/testApp';
import { openFiles, openModelFiles } from './openFiles';

const file = (path: string, content = 'Text.') => [path, new File([content], path)] as const;
const RUNS = file('mine.cloze', 'PK');
const WEIGHTS = file('model.safetensors');

function world() {
  const w = testApp();
  return { ...w, arrived: () => w.state().library.arrived.map(({ name }) => name) };
}

it('reads files of runs into the Library, wherever on the page they are opened', async () => {
  const w = world();
  await openFiles(w.app, [RUNS, file('other.cloze', 'PK')], '2 files');
  expect(w.state().part).toBe('library');
  expect(w.arrived()).toEqual(['mine.cloze', 'other.cloze']);
  w.app.library.received(w.state().library.arrived);
  w.app.models.ask();
  await openModelFiles(w.app, [RUNS], 'mine.cloze');
  // The dialog would lie over the Library.
  expect(w.state().modelOpening).toBeUndefined();
  expect(w.arrived()).toEqual(['mine.cloze']);
  expect(w.texts.of('open')).toEqual([]);
  expect(w.texts.of('openModel')).toEqual([]);
});

it('opens weights as a model, and anything else as a text', async () => {
  const w = world();
  await openFiles(w.app, [WEIGHTS], 'model.safetensors');
  expect(w.texts.last('openModel').name).toBe('model.safetensors');
  w.app.models.close();
  await openFiles(w.app, [file('notes.txt'), RUNS], '2 files');
  expect(w.texts.last('open').name).toBe('2 files');
  expect(w.state().part).toBe('playground');
  expect(w.arrived()).toEqual([]);
});

it('takes whatever is dropped for a model while the page asks for one', async () => {
  const w = world();
  w.app.models.ask();
  await openFiles(w.app, [file('bert/config.json'), file('bert/vocab.txt')], 'bert');
  expect(w.texts.last('openModel').name).toBe('bert');
  // Loose files have no name in common.
  await openFiles(w.app, [file('config.json'), file('vocab.txt')], '2 files');
  expect(w.texts.last('openModel').name).toBe('');
  expect(w.texts.of('open')).toEqual([]);
});
