import { expect, it } from 'vitest';
import { AUTO_KEYS, type AutoKey, decide, MOST_READ, type TextFacts, whyNoStarter } from './auto';
import { PRESETS } from './presets';
import { checkSettings, DEFAULT_SETTINGS, type Settings } from './settings';
import { fitsStarter, STARTER_SETTINGS, starterOf } from './starter';

const SHORT: TextFacts = {
  ...{ language: 'en', words: 400, sentences: 42, recurring: 0.7 },
  starter: { language: 'en', read: 0 },
};
const LONG: TextFacts = { ...SHORT, words: 1_000_000, sentences: 60_000 };
const all = (facts: TextFacts, change: Partial<Settings> = {}, auto = AUTO_KEYS) =>
  decide(facts, { ...DEFAULT_SETTINGS, ...change }, auto);

it('begins a short text from the starter of its language, with its tokens', () => {
  expect(all(SHORT)).toMatchObject({ beginFrom: 'starter', tokenizer: 'starter' });
  expect(whyNoStarter(SHORT, DEFAULT_SETTINGS, AUTO_KEYS)).toBeUndefined();
});

it.each<[string, TextFacts, Partial<Settings>, readonly AutoKey[]]>([
  ['none', { ...SHORT, starter: undefined }, {}, AUTO_KEYS],
  ['read', { ...SHORT, starter: { language: 'en', read: 3 / 42 } }, {}, AUTO_KEYS],
  ['read', { ...LONG, starter: { language: 'en', read: MOST_READ + 0.01 } }, {}, AUTO_KEYS],
  ['shape', SHORT, { hiddenSize: 128 }, AUTO_KEYS],
  ['shape', SHORT, { doLowerCase: false }, AUTO_KEYS],
  ['tokens', SHORT, { tokenizer: 'word' }, AUTO_KEYS.filter((key) => key !== 'tokenizer')],
  ['long', LONG, {}, AUTO_KEYS],
])('begins from nothing where the reason is “%s”', (why, facts, change, auto) => {
  expect(whyNoStarter(facts, { ...DEFAULT_SETTINGS, ...change }, auto)).toBe(why);
  expect(all(facts, change, auto)).toMatchObject({ beginFrom: 'nothing' });
});

it('takes a sentence or two that the starter has read for chance', () => {
  for (const read of [1, 2]) {
    const facts: TextFacts = { ...SHORT, starter: { language: 'en', read: read / 42 } };
    expect(all(facts)).toMatchObject({ beginFrom: 'starter' });
  }
});

it('leaves what a person has set, and decides the rest to go with it', () => {
  const left = AUTO_KEYS.filter((key) => key !== 'beginFrom' && key !== 'maxSteps');
  expect(all(SHORT, { beginFrom: 'nothing', maxSteps: 7 }, left)).toMatchObject({
    ...{ beginFrom: 'nothing', maxSteps: 7 },
  });
  const forced = { ...SHORT, starter: { language: 'en', read: 1 } } as const;
  expect(all(forced, { beginFrom: 'starter' }, left)).toMatchObject({
    ...{ beginFrom: 'starter', tokenizer: 'starter' },
  });
});

it('decides settings that are valid, whatever the text', () => {
  for (const words of [0, 50, 400, 5000, 20_000, 100_000, 1e7]) {
    for (const starter of [undefined, SHORT.starter]) {
      const settings = all({ ...SHORT, words, sentences: Math.ceil(words / 10), starter });
      expect(checkSettings(settings)).toEqual(settings);
    }
  }
});

it('takes whole words for a short text from nothing, unless hardly any recurs', () => {
  const french = { ...SHORT, language: 'fr', starter: undefined };
  expect(all(french)).toMatchObject({ tokenizer: 'word', packSentences: false });
  expect(all({ ...french, recurring: 0.2 })).toMatchObject({ tokenizer: 'wordpiece' });
  expect(all({ ...french, words: 9000 })).toMatchObject({ tokenizer: 'wordpiece', maxSteps: 2000 });
});

it('takes the size of Small for a starter, and its language from the tag', () => {
  const small = PRESETS.find(({ id }) => id === 'small')!;
  expect(STARTER_SETTINGS).toMatchObject(small.settings);
  expect(fitsStarter(DEFAULT_SETTINGS)).toBe(true);
  expect(['en', 'en-GB', 'DE', 'fr', 'und', 'enm'].map(starterOf)).toEqual([
    ...['en', 'en', 'de', undefined, undefined, undefined],
  ]);
});
