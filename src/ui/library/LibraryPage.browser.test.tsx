import { act } from 'react';
import { afterEach, expect, it } from 'vitest';
import { savedRun, stateOf } from '../../storage/testRuns';
import { textHash } from '../../storage/textHash';
import type { App } from '../../store/app';
import { type Shown, show, testApp } from '../testPage';
import { LibraryPage } from './LibraryPage';

let page: Shown;
let app: App;
afterEach(async () => {
  await page.end();
  for (const { id } of app.store.getState().library.list) await app.library.remove(id);
});

/** The Library with two runs of one exam and one of another. */
async function shown(actions: Partial<App['library']> = {}) {
  app = testApp({ library: actions });
  const other = savedRun('c').exam;
  await app.library.add(savedRun('a', { name: 'First', savedAt: 1 }), stateOf(10));
  await app.library.add(savedRun('b', { name: 'Second', savedAt: 2, share: 0.8 }), stateOf(10));
  await app.library.add(
    savedRun('c', { name: 'Other', savedAt: 3, exam: { ...other, id: 'another exam' } }),
    stateOf(10),
  );
  page = await show(app, <LibraryPage />);
  await page.until(() => page.button('Rename First') !== undefined);
}

const names = () => app.store.getState().library.list.map(({ name }) => name);

it('renames a run with Enter, and leaves its name with Escape', async () => {
  await shown();
  await page.press('Rename First');
  expect(document.activeElement).toBe(page.textbox());
  await page.typeInto(page.textbox(), 'Many blanks', 'Enter');
  await page.until(() => page.button('Rename Many blanks') !== undefined);
  expect(document.activeElement).toBe(page.button('Rename Many blanks'));
  await page.press('Rename Second');
  await page.typeInto(page.textbox(), 'Nobody', 'Escape');
  expect(names()).toEqual(['Other', 'Second', 'Many blanks']);
});

it('duplicates a run, and says its curve in words', async () => {
  await shown();
  expect(page.text()).toContain('Held-out loss 5.00');
  await page.press('Duplicate First');
  await page.until(() => page.button('Rename First copy') !== undefined);
  expect(names()).toEqual(['First copy', 'Other', 'Second', 'First']);
  expect(page.text()).toContain('“First” was duplicated.');
});

it('deletes a run, and brings it back', async () => {
  await shown();
  await page.press('Delete Second');
  await page.until(() => page.text().includes('“Second” was deleted.'));
  await page.until(() => !names().includes('Second')); // the list is read again
  expect(names()).toEqual(['Other', 'First']);
  // The row is gone with its button: the keyboard goes on at Undo.
  expect(document.activeElement).toBe(page.button('Undo'));
  await page.press('Undo');
  expect(page.text()).toContain('“Second” is back.');
  await page.until(() => page.button('Rename Second') !== undefined);
  expect(names()).toEqual(['Other', 'Second', 'First']);
});

it('compares runs of one exam, and says why it does not compare one of another', async () => {
  await shown();
  const choose = (name: string) => act(async () => page.checkbox(`Compare ${name}`).click());
  for (const name of ['First', 'Second', 'Other']) {
    if (page.checkbox(`Compare ${name}`).checked) await choose(name);
  }
  await choose('First');
  await choose('Second');
  expect(page.text()).toContain('Against A, blank by blank');
  await choose('Other');
  expect(page.checkbox('Compare Other').checked).toBe(false);
  expect(page.text()).toContain('“Other” cannot be compared with the chosen runs.');
  await page.press('Choose it instead');
  expect(page.checkbox('Compare Other').checked).toBe(true);
  expect(page.checkbox('Compare First').checked).toBe(false);
  expect(document.activeElement).toBe(page.checkbox('Compare Other'));
});

it('asks before a run is opened in the place of one that is not kept', async () => {
  const kept: string[] = [];
  await shown({ keepThenOpen: () => void kept.push('kept, then opened') });
  app.store.setState((s) => ({ run: { ...s.run, step: 40 } }));
  await page.press('Open in the playground First');
  expect(page.text()).toContain('The playground holds a run of 40 steps that is not kept.');
  expect(document.activeElement).toBe(page.button('Keep it, then open'));
  await page.press('Keep it, then open');
  expect(kept).toHaveLength(1);
  await page.press('Cancel');
  expect(page.text()).not.toContain('The playground holds a run');
  expect(document.activeElement).toBe(page.checkbox('Compare First'));
});

const text = (name: string, words: string) => ({ name, text: words, characters: words.length });
const textNames = () => app.store.getState().own.map(({ name }) => name);

it('renames, duplicates and deletes one’s own texts, and brings one back', async () => {
  await shown();
  const texts = [text('Sea', 'The sea is wide and the boats are small.'), text('Farm', 'A cow.')];
  await act(async () => app.text.arrange(texts, undefined));
  expect(page.text()).toContain('2 texts');
  expect(page.text()).toContain('The sea is wide and the boats are small.');
  await page.press('Rename text Sea');
  await page.typeInto(page.textbox(), 'Ocean', 'Enter');
  expect(document.activeElement).toBe(page.button('Rename text Ocean'));
  await page.press('Duplicate text Ocean');
  expect(textNames()).toEqual(['Ocean copy', 'Ocean', 'Farm']);
  await page.press('Delete text Ocean');
  expect(page.text()).toContain('“Ocean” was deleted.');
  expect(document.activeElement).toBe(page.button('Undo'));
  await page.press('Undo');
  expect(textNames()).toEqual(['Ocean copy', 'Ocean', 'Farm']);
  await act(async () => app.text.arrange([], undefined));
  expect(page.text()).toContain('None yet.');
});

it('names the runs that need a text before it is deleted', async () => {
  await shown();
  const sea = text('Sea', 'The sea.');
  await act(async () => app.text.arrange([sea], undefined));
  const saved = { ...savedRun('d').text, characters: 8, hash: textHash(sea.text) };
  await act(() => app.library.add(savedRun('d', { name: 'On the sea', text: saved }), stateOf(1)));
  expect(page.text()).toContain('Learned by 1 run');
  await page.press('Delete text Sea');
  expect(page.text()).toContain('One run needs this text to go on: “On the sea”.');
  expect(document.activeElement).toBe(page.button('Keep it'));
  await page.press('Keep it');
  expect(document.activeElement).toBe(page.button('Rename text Sea'));
  await page.press('Delete text Sea');
  await page.press('Delete it');
  expect(textNames()).toEqual([]);
});

it('says what uses a text that is deleted, and leaves that as it is', async () => {
  await shown();
  const sea = text('Sea', 'The sea.');
  await act(async () => {
    app.text.arrange([sea, text('Farm', 'A cow.')], undefined);
    const loaded = { prepared: { source: sea }, settings: app.store.getState().settings };
    app.store.setState((s) => ({
      source: sea,
      run: { ...s.run, step: 40, loaded } as unknown as typeof s.run,
    }));
  });
  const saved = { ...savedRun('d').text, characters: 8, hash: textHash(sea.text), whole: sea.text };
  await act(() => app.library.add(savedRun('d', { name: 'On the sea', text: saved }), stateOf(1)));
  await page.press('Delete text Sea');
  expect(page.text()).toContain(
    '“Sea” was deleted. The run in the playground keeps a copy of it, and can go on. The run “On the sea” keeps a copy, too.',
  );
  expect(app.store.getState().source).toBe(sea);
  expect(app.store.getState().run.step).toBe(40);
  await page.press('Undo');
  expect(textNames()).toEqual(['Sea', 'Farm']);
});
