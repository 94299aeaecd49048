import { update } from 'idb-keyval';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Source } from '../protocol/texts';
import { loadOwnTexts, saveOwnTexts } from './ownText';
import { fakeDisk } from './testDisk';
import { createTextFile } from './textFiles';

const { kept } = vi.hoisted(() => ({ kept: new Map<string, unknown>() }));
vi.mock('idb-keyval', () => ({
  get: vi.fn(async (key: string) => kept.get(key)),
  update: vi.fn(async (key: string, change: (old: unknown) => unknown) => {
    kept.set(key, change(kept.get(key)));
  }),
}));

const TEXT = 'It rains. Ça pleut.';

async function longText(name: string): Promise<Source> {
  const file = await createTextFile();
  file.write(new TextEncoder().encode(TEXT));
  return { name, text: TEXT.slice(0, 5), characters: TEXT.length, stored: await file.finish() };
}
const short = (name: string): Source => ({ name, text: `${name}.`, characters: name.length + 1 });
const names = async () => (await loadOwnTexts()).sources.map(({ name }) => name);

beforeEach(() => {
  kept.clear();
  const notes = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => notes.get(key) ?? null,
    setItem: (key: string, value: string) => notes.set(key, value),
    removeItem: (key: string) => notes.delete(key),
  });
});

describe('own texts', () => {
  it('come back on a later visit', async () => {
    fakeDisk();
    const unkept = await saveOwnTexts([await longText('farm.txt'), short('Mine')]);
    expect(unkept).toEqual({ names: [], noRoom: false });
    const { sources, gone } = await loadOwnTexts();
    expect(gone).toEqual([]);
    expect(sources.map(({ name }) => name)).toEqual(['farm.txt', 'Mine']);
    expect(await sources[0]?.stored?.blob.text()).toBe(TEXT);
  });

  it('for which there is no room on the disk are named, and once more when they are gone', async () => {
    fakeDisk({ room: 5 });
    const unkept = await saveOwnTexts([await longText('farm.txt'), short('Mine')]);
    expect(unkept).toEqual({ names: ['farm.txt'], noRoom: true });
    const { sources, gone } = await loadOwnTexts();
    expect(sources.map(({ name }) => name)).toEqual(['Mine']);
    expect(gone).toEqual(['farm.txt']);
    expect((await loadOwnTexts()).gone).toEqual([]);
  });

  it.each([
    ['QuotaExceededError', true],
    ['InvalidStateError', false],
  ])('that the list does not take (%s) are named; those before stay', async (error, noRoom) => {
    fakeDisk();
    await saveOwnTexts([short('Old')]);
    vi.mocked(update).mockRejectedValueOnce(new DOMException('', error));
    expect(await saveOwnTexts([short('New'), short('Old')])).toEqual({ names: ['New'], noRoom });
    expect(await loadOwnTexts()).toMatchObject({ sources: [{ name: 'Old' }], gone: ['New'] });
  });

  it('whose files are cut or gone are named once, and not offered', async () => {
    const files = fakeDisk();
    await saveOwnTexts([await longText('cut.txt'), await longText('gone.txt'), short('Mine')]);
    const [cut, gone] = [...files.keys()];
    files.set(cut!, files.get(cut!)!.slice(0, -1));
    files.delete(gone!);
    expect(await loadOwnTexts()).toMatchObject({
      sources: [{ name: 'Mine' }],
      gone: ['cut.txt', 'gone.txt'],
    });
    expect(files.size).toBe(0);
    expect(await loadOwnTexts()).toMatchObject({ sources: [{ name: 'Mine' }], gone: [] });
  });

  it('that an older version cut without a word are named too', async () => {
    const files = fakeDisk();
    const { name, text, characters, stored } = await longText('farm.txt');
    const write = (more: object) =>
      kept.set('cloze:own-texts', [{ name, text, characters, key: stored?.key, ...more }]);
    write({});
    expect(await names()).toEqual(['farm.txt']);
    files.set(stored!.key!, files.get(stored!.key!)!.slice(0, 9));
    expect(await loadOwnTexts()).toEqual({ sources: [], gone: ['farm.txt'] });
    write({ key: undefined });
    expect(await loadOwnTexts()).toEqual({ sources: [], gone: ['farm.txt'] });
  });
});
