import { expect, it } from 'vitest';
import { entriesByWord, TERMS } from './terms';

const sentences = (text: string) => text.split(/(?<=[.!?])\s+(?=\p{Lu})/u);

it('explains each word in one or two whole sentences', () => {
  const wrong = entriesByWord().filter(
    ({ means }) => sentences(means).length > 2 || !/^[\p{Lu}].*\.$/u.test(means),
  );
  expect(wrong).toEqual([]);
});

it('has each word once, in the order of the alphabet', () => {
  const words = entriesByWord().map(({ word }) => word);
  expect(new Set(words).size).toBe(words.length);
  const between = ['batch', '[CLS]', 'head', '[MASK]', 'token'];
  expect(words.filter((word) => between.includes(word))).toEqual(between);
});

it('stands somewhere on the page, each of them', () => {
  const sources = Object.values(
    import.meta.glob<string>('../**/*.tsx', { query: '?raw', import: 'default', eager: true }),
  ).join('\n');
  // As `<Term id="step">`, or in a table such as `maxSteps: 'step',`
  const stands = (id: string) => new RegExp(`id="${id}"|[:,] '${id}'[,\\]]`).test(sources);
  const missing = Object.keys(TERMS).filter((id) => !stands(id));
  expect(missing).toEqual([]);
});
