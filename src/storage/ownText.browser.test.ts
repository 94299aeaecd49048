import { clear, get, keys, set } from 'idb-keyval';
import { beforeEach, expect, it } from 'vitest';
import { loadOwnTexts, saveOwnTexts } from './ownText';

const text = (name: string) => ({ name, text: `${name}.`, characters: name.length + 1 });
const records = async () =>
  (await keys()).filter((name) => `${name}`.startsWith('cloze:own-text:'));
const kept = async () =>
  Promise.all((await records()).map(async (name) => (await get<{ text: string }>(name))?.text));

beforeEach(() => clear());

it('writes one record for a keystroke, in the place of the one before', async () => {
  const old = text('Old');
  await saveOwnTexts([text('A'), old]);
  const before = await records();
  await saveOwnTexts([text('A cat'), old]);
  const after = await records();
  expect(after).toHaveLength(2);
  expect(after.filter((name) => before.includes(name))).toHaveLength(1);
  expect((await kept()).toSorted()).toEqual(['A cat.', 'Old.']);
});

it('writes what waits when the page is hidden, without leaving what that replaces', async () => {
  const writes = ['B', 'B c', 'B ca', 'B cat'].map((typed) => saveOwnTexts([text(typed)]));
  dispatchEvent(new Event('pagehide'));
  await Promise.all(writes);
  expect(await kept()).toEqual(['B cat.']);
});

it('takes over what an earlier version kept in one list, newest first', async () => {
  await set('cloze:own-texts', [text('New'), text('Old')]);
  const { sources, gone } = await loadOwnTexts();
  expect([sources.map(({ name }) => name), gone]).toEqual([['New', 'Old'], []]);
  expect(await get('cloze:own-texts')).toBeUndefined();
  await saveOwnTexts([text('Newest'), ...sources]);
  expect((await kept()).toSorted()).toEqual(['New.', 'Newest.', 'Old.']);
});
