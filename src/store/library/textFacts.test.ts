import { expect, it } from 'vitest';
import type { Source } from '../../protocol/texts';
import type { SavedText } from '../../storage/keptRun';
import { textHash } from '../../storage/textHash';
import { bytesOfTexts, firstWords, nameOfText, runsOfText, runsThatNeed } from './textFacts';

const source = (text: string, rest: Partial<Source> = {}): Source => ({
  ...{ name: 'Text', text, characters: text.length },
  ...rest,
});
const run = (text: Source, rest: Partial<SavedText> = {}) => ({
  text: {
    ...{ name: 'Text', builtIn: undefined, characters: text.characters },
    ...{ hash: textHash(text.text), ...rest },
  },
});

it('counts bytes in UTF-8, and a shared file once', () => {
  const file = { blob: new Blob(['x'.repeat(1000)]), key: 'k' };
  const long = source('xx', { characters: 1000, stored: file });
  expect(bytesOfTexts([])).toBe(0);
  expect(bytesOfTexts([source('Ça'), source('日本')])).toBe(3 + 6);
  expect(bytesOfTexts([long, { ...long, name: 'copy' }])).toBe(1000);
});

it('shows the first words in one line', () => {
  expect(firstWords(source('\n  One\n\ttwo   three '))).toBe('One two three');
  expect(firstWords(source('ab '.repeat(10_000)))).toHaveLength(200);
});

it('counts a run for one of several copies of its text', () => {
  const first = source('A cat.', { name: 'First' });
  const copy = source('A cat.', { name: 'First copy' });
  const own = [copy, first]; // the newest first
  const ofFirst = run(first, { name: 'First' });
  const ofCopy = run(first, { name: 'First copy' });
  const before = run(first, { name: 'Your text' }); // it was renamed since
  const runs = [ofFirst, ofCopy, before];
  expect(runsOfText(first, own, runs)).toEqual([ofFirst, before]);
  expect(runsOfText(copy, own, runs)).toEqual([ofCopy]);
  expect(runs.map(({ text }) => nameOfText(text, own))).toEqual(['First', 'First copy', 'First']);
  expect(nameOfText(before.text, [])).toBe('Your text');
});

it('knows the runs that learned from a text, and those that could not go on without it', () => {
  const short = source('A cat.');
  const long = source('A dog.', { characters: 500, stored: { blob: new Blob(), key: 'k' } });
  const withCopy = run(short, { whole: short.text });
  const byHash = run(long);
  const runs = [withCopy, byHash, run(source('Else.'))];
  const own = [short, long];
  expect(runsOfText(short, own, runs)).toEqual([withCopy]);
  expect(runsOfText(long, own, runs)).toEqual([byHash]);
  expect(runsThatNeed(short, [short, long], runs)).toEqual([]);
  expect(runsThatNeed(long, [short, long], runs)).toEqual([byHash]);
  // A copy of the text will do as well.
  expect(runsThatNeed(long, [long, { ...long }], runs)).toEqual([]);
});
