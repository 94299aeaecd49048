import { expect, it } from 'vitest';
import { filesOf } from './shared';

function form(fields: Record<string, string | File>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
}

it('takes files before words, and words as a file with their title', async () => {
  const file = new File(['It rains.'], 'rain.md');
  expect(filesOf(form({ title: 'Rain', text: 'see file', files: file }))).toEqual([file]);
  const [text] = filesOf(form({ title: ' Rain ', text: 'It rains.', files: new File([], '') }));
  expect(text!.name).toBe('Rain.txt');
  expect(await text!.text()).toBe('It rains.');
  expect(filesOf(form({ text: 'It rains.' }))[0]!.name).toBe('Shared text.txt');
});

it('finds nothing to read in a link', () => {
  expect(filesOf(form({ title: 'A page', link: 'https://a.org' }))).toEqual([]);
  expect(filesOf(form({ text: ' https://a.org/b?c=d ' }))).toEqual([]);
  expect(filesOf(form({ text: 'See https://a.org for more.' }))).toHaveLength(1);
});
