import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { kindByName } from '../src/files/names';
import { FIELDS, SHARE_PATH } from '../src/offline/shared';
import { MANIFEST, OPENS, PAPER } from './webManifest.mjs';

const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');

it('has the colours of the page', () => {
  const papers = [...read('../src/ui/styles/tokens.css').matchAll(/--paper: (#\w+);/g)];
  expect(papers.map(([, colour]) => colour)).toEqual([PAPER.light, PAPER.dark]);
  const html = read('../index.html');
  expect([...html.matchAll(/name="theme-color" content="(#\w+)"/g)].map(([, c]) => c)).toEqual([
    PAPER.light,
    PAPER.dark,
  ]);
});

it('names icons that are there, in their sizes, one of them to be cut by the system', () => {
  for (const { src, sizes, type } of MANIFEST.icons) {
    const bytes = readFileSync(new URL(`../public/${src}`, import.meta.url));
    if (type === 'image/png') {
      expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`).toBe(sizes);
    }
  }
  expect(MANIFEST.icons.filter(({ purpose }) => purpose === 'maskable')).toHaveLength(1);
});

it('works from any sub-path', () => {
  const { id, start_url, scope, icons, file_handlers, share_target } = MANIFEST;
  const all = [id, start_url, scope, share_target.action, file_handlers[0].action];
  for (const path of [...all, ...icons.map(({ src }) => src)]) expect(path).toMatch(/^\.\//);
});

it('offers to open only what the page reads', () => {
  const plain = ['txt', 'text', 'log', 'md', 'markdown'];
  for (const ending of Object.values(OPENS).flat()) {
    const isKnown = kindByName(`a${ending}`) !== undefined || plain.includes(ending.slice(1));
    expect(isKnown, ending).toBe(true);
  }
});

it('sends what is shared where the service worker takes it', () => {
  const { action, params } = MANIFEST.share_target;
  expect(action).toBe(`./${SHARE_PATH}`);
  const { title, text, url, files } = params;
  expect({ title, text, link: url, files: files[0].name }).toEqual(FIELDS);
});
