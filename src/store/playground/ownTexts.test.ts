import { beforeEach, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { MOST_OWN_TEXTS } from '../../config/textLimits';
import type { Source } from '../../protocol/texts';
import { forgetOwnText, saveOwnTexts, type Unkept } from '../../storage/ownText';
import type { AppState } from '../app';
import { createOwnTexts, goneNotice } from './ownTexts';

vi.mock('../../storage/ownText', () => ({
  saveOwnTexts: vi.fn(async () => ({ names: [], noRoom: false })),
  forgetOwnText: vi.fn(async () => {}),
}));

const short = (text: string): Source => ({ name: 'Your text', text, characters: text.length });
const long = (
  name: string,
  stored: Source['stored'] = { blob: new Blob(), key: name },
): Source => ({
  ...{ name, text: 'It', characters: 9 },
  stored,
});

/** With `source` on the page, and `own` kept from earlier on. */
function setUp(own: readonly Source[] = [], source = short('')) {
  const run = { loaded: undefined };
  const store = createStore<AppState>(() => ({ source, own, run }) as unknown as AppState);
  const set = (patch: Partial<AppState>) => store.setState(patch);
  return { own: () => store.getState().own, set, store, texts: createOwnTexts(store) };
}
const forgotten = () => vi.mocked(forgetOwnText).mock.calls.map(([{ name }]) => name);

beforeEach(() => void vi.clearAllMocks());

it('keeps a text as the newest, in the place of the one it replaces, and so many at most', () => {
  const [a, b, c, d] = [...'abcd'].map(short) as [Source, ...Source[]];
  const old = Array.from({ length: MOST_OWN_TEXTS - 3 }, (_, i) => short(`old ${i}`));
  const { own, texts } = setUp([a, b!, c!, short(''), ...old]);
  texts.keep(d!, c);
  expect(own()).toEqual([d, a, b, ...old]);
  texts.keep(b!);
  expect(own()).toEqual([b, d, a, ...old]);
  const more = short('more');
  texts.keep(more);
  expect(own()).toEqual([more, b, d, a, ...old.slice(0, -1)]);
  expect(vi.mocked(saveOwnTexts).mock.lastCall).toEqual([own()]);
  texts.goBack([a, b!]);
  expect(own()).toEqual([a, b]);
});

it('deletes the file of a text that is no longer kept, once nothing reads from it', () => {
  const [farm, sea] = [long('farm.txt'), long('sea.txt')];
  const { set, store, texts } = setUp([farm, sea], farm);
  texts.keep(short('A cat.'), farm);
  texts.keep(short('A dog.'), sea);
  texts.drop(long('refused.txt'));
  texts.sweep();
  expect(forgotten()).toEqual(['sea.txt', 'refused.txt']);
  set({ source: short('A dog.') });
  set({ prepared: { source: farm } as AppState['prepared'] });
  texts.sweep();
  const loaded = { prepared: { source: farm } } as AppState['run']['loaded'];
  set({ prepared: undefined, run: { ...store.getState().run, loaded } });
  texts.sweep();
  expect(forgotten()).toHaveLength(2);
  set({ run: { ...store.getState().run, loaded: undefined } });
  texts.sweep();
  texts.sweep();
  expect(forgotten()).toEqual(['sea.txt', 'refused.txt', 'farm.txt']);
});

it('keeps a file that another of the texts has too, and that of a text that is kept again', () => {
  const farm = long('farm.txt');
  const sea = long('sea.txt');
  const { texts } = setUp([farm, sea]);
  texts.keep({ ...farm, language: 'fr' }, farm);
  texts.keep(short('A cat.'), sea);
  texts.goBack([farm, sea]);
  texts.sweep();
  expect(forgotten()).toEqual([]);
});

it('keeps the file of a text that was deleted until another is, and that of one that came back', () => {
  const [farm, sea] = [long('farm.txt'), long('sea.txt')];
  const { own, texts } = setUp([farm, sea]);
  texts.arrange([sea], farm);
  texts.sweep();
  expect(forgotten()).toEqual([]);
  texts.arrange([farm, sea], undefined);
  expect(own()).toEqual([farm, sea]);
  texts.sweep();
  expect(forgotten()).toEqual([]);
  texts.arrange([sea], farm);
  texts.arrange([], sea);
  expect(forgotten()).toEqual(['farm.txt']);
});

it('keeps a file that a deleted text shares with one that is pushed out', () => {
  const farm = long('farm.txt');
  const copy = { ...farm, name: 'farm.txt copy' };
  const { texts } = setUp([copy, farm]);
  texts.arrange([copy], farm);
  texts.keep(short('A cat.'), copy);
  texts.sweep();
  expect(forgotten()).toEqual([]);
});

it('holds on to no text that has no file', () => {
  const { texts } = setUp([short('A'), long('memory only', { blob: new Blob() })]);
  texts.keep(short('A c'), short('A'));
  texts.goBack([]);
  texts.sweep();
  expect(forgotten()).toEqual([]);
});

it('says once what cannot be kept, and why', async () => {
  const { store, texts } = setUp();
  const after = async (unkept: Unkept) => {
    vi.mocked(saveOwnTexts).mockResolvedValueOnce(unkept);
    texts.keep(short('A'));
    await new Promise((resolve) => setTimeout(resolve));
    const { notice } = store.getState();
    store.setState({ notice: undefined });
    return notice;
  };
  expect(await after({ names: [], noRoom: false })).toBeUndefined();
  expect(await after({ names: ['farm.txt'], noRoom: true })).toBe(
    'This browser has no room left to keep “farm.txt”. It is here until you close the page.',
  );
  expect(await after({ names: ['farm.txt'], noRoom: true })).toBeUndefined();
  expect(await after({ names: ['a', 'b'], noRoom: true })).toBe(
    'This browser has no room left to keep “a” and “b”. They are here until you close the page.',
  );
  expect(await after({ names: ['a'], noRoom: false })).toContain('your text will be lost');
  expect(await after({ names: [], noRoom: false })).toBeUndefined();
});

it('names texts that are gone', () => {
  expect(goneNotice(['a.txt'])).toBe(
    'This browser could not keep “a.txt” after the page was closed. Open or paste it again to go on.',
  );
  expect(goneNotice(['a', 'b'])).toContain(
    'keep “a” and “b” after the page was closed. Open or paste them',
  );
});
