import { beforeEach, expect, it, vi } from 'vitest';
import { soon } from '../../../base/testSoon';
import { MOST_OWN_TEXTS } from '../../../config/textLimits';
import type { Source } from '../../../protocol/texts';
import { SUMMARY, testApp } from '../../testApp';
import { readLink } from '../readLink';
import { packText } from './sentText';

const kept: Source[] = [];
vi.mock('../../../storage/ownText', async (original) => ({
  ...(await original<typeof import('../../../storage/ownText')>()),
  loadOwnTexts: vi.fn(async () => ({ sources: [...kept], gone: [] })),
}));
beforeEach(() => kept.splice(0));

const own = (name: string, text: string): Source => ({ name, text, characters: text.length });
const GOATS = own('Goats', 'Mira feeds the goats. The goats eat.');

async function opened(hash: string) {
  const link = readLink(hash);
  const world = testApp({ settings: link.settings, auto: link.auto });
  await world.app.links.begin(link);
  return { ...world, open: world.app.links.open };
}
const linkTo = async (source: Source, rest = 'seed=7') => `#${rest}&own=${await packText(source)}`;

it('opens the text of a link beside one’s own, and takes no other text’s place', async () => {
  kept.push(own('Mine', 'My own words.'));
  const { state } = await opened(await linkTo(GOATS));
  expect(state().source).toMatchObject(GOATS);
  expect(state().own.map(({ name }) => name)).toEqual(['Goats', 'Mine']);
  expect(state().settings.seed).toBe(7);
  expect(state().link.complaints).toEqual([]);
});

it('opens no text for which another would have to go, and says so', async () => {
  for (let i = 0; i < MOST_OWN_TEXTS; i++) kept.push(own(`Mine ${i}`, `My ${i} words.`));
  const { state, open } = await opened(await linkTo(GOATS));
  expect(state().own.map(({ name }) => name)).toEqual(kept.map(({ name }) => name));
  expect(state().source.name).toBe('Mine 0');
  expect(state().link.complaints).toEqual([expect.stringContaining('Delete one in the Library')]);
  open(await linkTo(GOATS, 'seed=8'));
  await soon(() => expect(state().settings.seed).toBe(8));
  expect(state().own).toHaveLength(MOST_OWN_TEXTS);
  expect(state().source.name).toBe('Mine 0');
});

it('makes no second copy of a text that is there', async () => {
  kept.push(own('Mine', 'My own words.'), own('My goats', GOATS.text));
  const { state } = await opened(await linkTo(GOATS));
  expect(state().source.name).toBe('My goats');
  expect(state().own.map(({ name }) => name)).toEqual(['My goats', 'Mine']);
});

it('draws the sentences of a grammar that a link brings, with the settings of the link', async () => {
  const grammar = { ...own('Rules', 'B.'), grammar: 'a = b .' };
  const { state, texts } = await opened(await linkTo(grammar, 'tokenizer=character'));
  await soon(() =>
    expect(texts.last('write')).toMatchObject({ grammar: 'a = b .', name: 'Rules' }),
  );
  const { openId } = texts.last('write');
  texts.say({ type: 'opened', openId, source: grammar, skipped: [], notes: [] });
  expect(state().source.grammar).toBe('a = b .');
  expect(state().settings.tokenizer).toBe('character');
});

it('falls back to the settings where the text was cut off, says so, and keeps what is there', async () => {
  kept.push(own('Mine', 'My own words.'));
  const hash = await linkTo(GOATS);
  const { state, open } = await opened(hash.slice(0, -9));
  expect(state().link.complaints).toEqual([expect.stringContaining('was cut off on its way')]);
  expect(state().source.name).toBe('Mine');
  expect(state().settings.seed).toBe(7);
  open((await linkTo(GOATS, 'seed=8')).slice(0, -9));
  await soon(() => expect(state().settings.seed).toBe(8));
  expect(state().source.name).toBe('Mine');
});

it('asks before a pasted link with another text ends a run, and not where the text is the same', async () => {
  const { state, open, app, patchRun } = await opened(await linkTo(GOATS));
  const prepared = { ...SUMMARY, source: state().source, madeFor: state().settings };
  app.store.setState({ prepared: prepared as never });
  patchRun({
    ...{ status: 'paused', step: 12 },
    loaded: { prepared: prepared as never, settings: state().settings },
  });
  open(await linkTo(GOATS));
  open(await linkTo(own('Wolf', 'The wolf howls.')));
  await soon(() => expect(state().link.asking?.loses).toEqual(['run']));
  expect(state().source.name).toBe('Goats');
  app.links.accept();
  await soon(() => expect(state().source.name).toBe('Wolf'));
  expect(state().own.map(({ name }) => name)).toEqual(['Wolf', 'Goats']);
});
