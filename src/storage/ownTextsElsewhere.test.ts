import { beforeEach, expect, it, vi } from 'vitest';
import type { Source } from '../protocol/texts';
import { fakeKeyval } from './testKeyval';

let keyval: ReturnType<typeof fakeKeyval>;
beforeEach(() => {
  keyval = fakeKeyval();
  return () => vi.unstubAllGlobals();
});

const text = (name: string): Source => ({ name, text: `${name}.`, characters: name.length + 1 });
const names = (own: readonly Source[]) => own.map(({ name }) => name);

/** A tab with all texts that are kept, as it reads them when it is opened. */
async function tab() {
  vi.resetModules();
  const { loadOwnTexts, saveOwnTexts, renew } = await import('./ownText');
  const { rereadOwnTexts } = await import('./ownTextsElsewhere');
  let { sources: own } = await loadOwnTexts();
  return {
    own: () => own,
    named: (name: string) => own.find((one) => one.name === name)!,
    save: (next: readonly Source[]) => {
      own = next;
      return saveOwnTexts(next);
    },
    rename(one: Source, name: string) {
      Object.assign(one, { name });
      renew(one);
      return this.save([...own]);
    },
    reread: () => rereadOwnTexts(() => own),
    async follow() {
      own = await rereadOwnTexts(() => own);
      return names(own);
    },
  };
}

/** Promises that are settled have gone on. */
const soonQueued = () => new Promise((resolve) => setTimeout(resolve));

async function twoTabs() {
  await (await tab()).save(['Sea', 'Farm', 'Bees'].map(text));
  return [await tab(), await tab()] as const;
}

it('shows what another tab has added, deleted and renamed, and keeps what it was itself', async () => {
  const [here, there] = await twoTabs();
  const farm = here.named('Farm');
  await there.rename(there.named('Farm'), 'Ten farms');
  await there.save([text('Road'), ...there.own().filter(({ name }) => name !== 'Bees')]);
  expect(await here.follow()).toEqual(['Road', 'Sea', 'Ten farms']);
  expect(here.named('Ten farms')).toBe(farm);
  expect(await here.follow()).toEqual(['Road', 'Sea', 'Ten farms']);
  // What this tab writes next takes nothing back.
  await here.save([text('Hill'), ...here.own()]);
  expect(await there.follow()).toEqual(['Hill', 'Road', 'Sea', 'Ten farms']);
});

it('leaves what this tab does meanwhile as it is', async () => {
  const [here, there] = await twoTabs();
  await there.rename(there.named('Sea'), 'Ocean');
  const release = keyval.hold();
  const reading = here.reread();
  await soonQueued(); // it waits for the records as they are now
  const added = here.save([text('Road'), ...here.own().filter(({ name }) => name === 'Farm')]);
  release();
  await added;
  expect(names(await reading)).toEqual(['Road', 'Ocean', 'Farm']);
});

it('keeps a text that could not be written, and changes nothing where nothing was done', async () => {
  const [here, there] = await twoTabs();
  const own = here.own();
  expect(await here.reread()).toEqual(own);
  keyval.refuse('QuotaExceededError');
  await here.save([text('Too much'), ...own]);
  await there.save(there.own().slice(1));
  expect(await here.follow()).toEqual(['Too much', 'Farm', 'Bees']);
});
