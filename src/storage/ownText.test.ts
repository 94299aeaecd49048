import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Source } from '../protocol/texts';
import { fakeDisk } from './testDisk';
import { fakeKeyval } from './testKeyval';

let keyval: ReturnType<typeof fakeKeyval>;
let events: EventTarget;

/** A tab of its own, or a later visit: it knows only what is in storage. */
async function visit() {
  vi.resetModules();
  return import('./ownText');
}

const TEXT = 'It rains. Ça pleut.';

async function longText(name: string): Promise<Source> {
  const { createTextFile } = await import('./textFiles');
  const file = await createTextFile();
  file.write(new TextEncoder().encode(TEXT));
  return { name, text: TEXT.slice(0, 5), characters: TEXT.length, stored: await file.finish() };
}
const short = (name: string): Source => ({ name, text: `${name}.`, characters: name.length + 1 });

/** What the next visit offers. */
async function offered() {
  const { sources, gone } = await (await visit()).loadOwnTexts();
  return { names: sources.map(({ name }) => name), gone };
}
const ALL_KEPT = { names: [], noRoom: false };

beforeEach(() => {
  keyval = fakeKeyval();
  events = new EventTarget();
  vi.stubGlobal('addEventListener', events.addEventListener.bind(events));
  const notes = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => notes.get(key) ?? null,
    setItem: (key: string, value: string) => notes.set(key, value),
    removeItem: (key: string) => notes.delete(key),
  });
  fakeDisk();
  return () => vi.unstubAllGlobals();
});

describe('own texts', () => {
  it.each([undefined, null, 7, 'x', {}, { name: 'A' }, { name: 'A', text: 3, order: 1 }])(
    'come back where another record is %j',
    async (damaged) => {
      const { saveOwnTexts } = await visit();
      await saveOwnTexts([short('Mine')]);
      keyval.kept.set('cloze:own-text:damaged', damaged);
      expect((await offered()).names).toEqual(['Mine']);
      keyval.kept.set('cloze:own-texts', damaged);
      expect((await offered()).names).toEqual(['Mine']);
    },
  );

  it('come back on a later visit', async () => {
    const { saveOwnTexts } = await visit();
    const farm: Source = { ...(await longText('farm.txt')), language: 'fr' };
    const geese: Source = { ...short('Geese'), grammar: 'a = b .' };
    expect(await saveOwnTexts([farm, short('Mine'), geese])).toEqual(ALL_KEPT);
    const { sources, gone } = await (await visit()).loadOwnTexts();
    expect(gone).toEqual([]);
    const { stored, ...rest } = sources[0]!;
    expect(rest).toEqual({
      ...{ name: 'farm.txt', text: TEXT.slice(0, 5), characters: TEXT.length },
      ...{ language: 'fr', grammar: undefined },
    });
    expect(await stored?.blob.text()).toBe(TEXT);
    expect(sources.slice(1)).toEqual([
      { ...short('Mine'), grammar: undefined, language: undefined },
      { ...geese, language: 'und' },
    ]);
  });

  it('are renamed in their place, and say when they were opened last', async () => {
    const { saveOwnTexts, momentOf, renew } = await visit();
    const [first, second, unkept] = [short('First'), short('Second'), short('Unkept')];
    const before = Date.now();
    await saveOwnTexts([second, first]);
    const moment = momentOf(first)!;
    expect(moment).toBeGreaterThanOrEqual(before);
    expect(momentOf(second)).toBeGreaterThan(moment);
    expect(momentOf(unkept)).toBeUndefined();
    Object.assign(first, { name: 'Renamed' });
    renew(first);
    renew(unkept);
    await saveOwnTexts([second, first]);
    expect(momentOf(first)).toBe(moment);
    // One record was written anew, and its former one deleted.
    expect(keyval.puts).toHaveLength(3);
    expect(keyval.deletes).toHaveLength(1);
    expect(await offered()).toEqual({ names: ['Second', 'Renamed'], gone: [] });
  });

  it('have a record each: a keystroke writes one text, and leaves none of what it replaces', async () => {
    const { saveOwnTexts } = await visit();
    const [first, second] = [short('First'), short('Second')];
    await saveOwnTexts([first]);
    await saveOwnTexts([second, first]);
    expect(keyval.puts).toHaveLength(2);
    for (const typed of ['Second, edited', 'Second, edited again']) {
      await saveOwnTexts([short(typed), first]);
    }
    expect(keyval.puts).toHaveLength(4);
    expect(keyval.kept.size).toBe(2);
    expect((await offered()).names).toEqual(['Second, edited again', 'First']);
  });

  it('leave nothing behind that a later keystroke has to deal with, even where they were refused', async () => {
    const { saveOwnTexts } = await visit();
    for (const typed of ['A', 'A c', 'A ca']) await saveOwnTexts([short(typed)]);
    keyval.refuse('QuotaExceededError');
    await saveOwnTexts([short('A cat')]);
    keyval.deletes.length = 0;
    await saveOwnTexts([short('A cat.')]);
    expect(keyval.deletes).toHaveLength(1);
  });

  it('are not written again where nothing has changed', async () => {
    await (await visit()).saveOwnTexts([short('New'), short('Old')]);
    const { loadOwnTexts, saveOwnTexts } = await visit();
    const { sources } = await loadOwnTexts();
    keyval.puts.length = 0;
    expect(await saveOwnTexts(sources)).toEqual(ALL_KEPT);
    expect(keyval.puts).toEqual([]);
  });

  it('keep their order: only what becomes the newest is written anew', async () => {
    const { saveOwnTexts } = await visit();
    const [a, b, c] = [short('A'), short('B'), short('C')];
    await saveOwnTexts([a, b, c]);
    keyval.puts.length = 0;
    await saveOwnTexts([b, a, c]);
    expect(keyval.puts).toHaveLength(1);
    expect((await offered()).names).toEqual(['B', 'A', 'C']);
  });

  it('are not kept where nothing is left of them', async () => {
    const { saveOwnTexts } = await visit();
    await saveOwnTexts([short('Mine')]);
    const empty = { name: 'Your text', text: '', characters: 0 };
    expect(await saveOwnTexts([empty])).toEqual(ALL_KEPT);
    expect(keyval.kept.size).toBe(0);
  });

  it('of another tab stay', async () => {
    await (await visit()).saveOwnTexts([short('Shared')]);
    const [one, two] = [await visit(), await visit()];
    const { sources } = await one.loadOwnTexts();
    await two.loadOwnTexts();
    await two.saveOwnTexts([short('Two')]);
    await one.saveOwnTexts([short('One'), ...sources]); // it still shows what the other tab has deleted
    expect((await offered()).names.toSorted()).toEqual(['One', 'Shared', 'Two']);
  });

  it('that this tab has typed before the others were read are not taken for others', async () => {
    const { loadOwnTexts, saveOwnTexts } = await visit();
    await saveOwnTexts([short('Typed')]);
    expect((await loadOwnTexts()).sources).toEqual([]);
  });
});

describe('while a text is being written', () => {
  it('only the newest of those typed meanwhile waits for its turn', async () => {
    const { saveOwnTexts } = await visit();
    const release = keyval.hold();
    const typed = ['A', 'A c', 'A ca', 'A cat'].map((text) => saveOwnTexts([short(text)]));
    release();
    expect(await Promise.all(typed)).toEqual(typed.map(() => ALL_KEPT));
    expect(keyval.puts).toHaveLength(2);
    expect((await offered()).names).toEqual(['A cat']);
  });

  it.each(['pagehide', 'visibilitychange'])(
    'the one that waits is written at once on %s',
    async (leaving) => {
      const { saveOwnTexts } = await visit();
      const { watchWriting } = await import('./writing');
      const writes: boolean[] = [];
      const release = keyval.hold();
      void saveOwnTexts([short('A')]);
      const newest = saveOwnTexts([short('A cat')]);
      watchWriting((isWriting) => writes.push(isWriting));
      events.dispatchEvent(new Event(leaving));
      release();
      await newest;
      expect(writes).toEqual([true, false]); // the second began before the first had ended
      expect(keyval.kept.size).toBe(1);
      await saveOwnTexts([short('A cat.')]);
      expect(keyval.kept.size).toBe(1);
      expect((await offered()).names).toEqual(['A cat.']);
    },
  );
});

describe('own texts that cannot be kept', () => {
  it('for want of room on the disk are named, and once more when they are gone', async () => {
    fakeDisk({ room: 5 });
    const { saveOwnTexts } = await visit();
    const unkept = await saveOwnTexts([await longText('farm.txt'), short('Mine')]);
    expect(unkept).toEqual({ names: ['farm.txt'], noRoom: true });
    expect(await offered()).toEqual({ names: ['Mine'], gone: ['farm.txt'] });
    expect((await offered()).gone).toEqual([]);
  });

  it.each([
    ['QuotaExceededError', true],
    ['InvalidStateError', false],
  ])('because of a %s are named; those before stay', async (error, noRoom) => {
    const { saveOwnTexts } = await visit();
    const old = short('Old');
    await saveOwnTexts([old]);
    keyval.refuse(error);
    expect(await saveOwnTexts([short('New'), old])).toEqual({ names: ['New'], noRoom });
    expect(await offered()).toEqual({ names: ['Old'], gone: ['New'] });
    // Once there is room again they are written all the same.
    expect(await saveOwnTexts([short('Newer'), old])).toEqual(ALL_KEPT);
    expect(await offered()).toEqual({ names: ['Newer', 'Old'], gone: [] });
  });

  it('since their files are cut or gone are named once, and not offered', async () => {
    const files = fakeDisk();
    const { saveOwnTexts } = await visit();
    await saveOwnTexts([await longText('cut.txt'), await longText('gone.txt'), short('Mine')]);
    const [cut, gone] = [...files.keys()];
    files.set(cut!, files.get(cut!)!.slice(0, -1));
    files.delete(gone!);
    expect(await offered()).toEqual({ names: ['Mine'], gone: ['cut.txt', 'gone.txt'] });
    expect(files.size).toBe(0);
    expect(await offered()).toEqual({ names: ['Mine'], gone: [] });
  });
});

describe('the list of an earlier version', () => {
  const LIST = 'cloze:own-texts';
  const listed = (name: string) => ({ name, text: `${name}.` });

  it('is taken over once, in its order', async () => {
    keyval.kept.set(LIST, [listed('New'), { name: 'Your text', text: '' }, listed('Old')]);
    expect((await offered()).names).toEqual(['New', 'Old']);
    expect(keyval.kept.has(LIST)).toBe(false);
    const { loadOwnTexts, saveOwnTexts } = await visit();
    const { sources } = await loadOwnTexts();
    await saveOwnTexts([short('Newest'), ...sources]);
    expect((await offered()).names).toEqual(['Newest', 'New', 'Old']);
  });

  it('is taken over by one of two tabs, and what that deletes is not made again', async () => {
    keyval.kept.set(LIST, [listed('New'), listed('Old')]);
    const [one, two] = [await visit(), await visit()];
    const release = keyval.hold();
    const loads = Promise.all([one.loadOwnTexts(), two.loadOwnTexts()]);
    release();
    const [first, second] = await loads;
    expect(first).toEqual(second);
    expect(keyval.kept.size).toBe(2);
    await one.saveOwnTexts(first.sources.slice(0, 1));
    expect((await offered()).names).toEqual(['New']);
  });

  it('stays while there is no room for the records, and goes with the first write that succeeds', async () => {
    keyval.kept.set(LIST, [listed('New'), listed('Old')]);
    keyval.refuse('QuotaExceededError');
    const { loadOwnTexts, saveOwnTexts } = await visit();
    const { sources, gone } = await loadOwnTexts();
    expect([sources.map(({ name }) => name), gone]).toEqual([['New', 'Old'], []]);
    keyval.refuse('QuotaExceededError');
    const unkept = await saveOwnTexts([short('Newest'), ...sources]);
    expect(unkept).toEqual({ names: ['Newest'], noRoom: true });
    expect([...keyval.kept.keys()]).toEqual([LIST]);
    expect(await saveOwnTexts([short('Newest'), sources[0]!])).toEqual(ALL_KEPT);
    expect((await offered()).names).toEqual(['Newest', 'New']);
    expect(keyval.kept.size).toBe(2);
  });

  it('may name texts whose files it had cut without a word', async () => {
    const files = fakeDisk();
    const { stored, ...text } = await longText('farm.txt');
    const write = (key: string | undefined) => keyval.kept.set(LIST, [{ ...text, key }]);
    write(stored?.key);
    expect((await offered()).names).toEqual(['farm.txt']);
    files.set(stored!.key!, files.get(stored!.key!)!.slice(0, 9));
    expect(await offered()).toEqual({ names: [], gone: ['farm.txt'] });
    write(undefined);
    expect(await offered()).toEqual({ names: [], gone: ['farm.txt'] });
    expect(await offered()).toEqual({ names: [], gone: [] });
  });
});
