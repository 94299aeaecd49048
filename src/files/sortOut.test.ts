import { describe, expect, it } from 'vitest';
import { sortOut } from './sortOut';
import { fileOf } from './testFiles';

const png = (name: string) =>
  fileOf(name, Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a));
const MB = 1 << 20;

async function sorted(files: readonly File[], mostBytes = 100 * MB) {
  const { readable, others } = await sortOut(files, mostBytes);
  return [readable.map(({ file }) => file.name), others.map(({ file }) => file.name)];
}

describe('sortOut', () => {
  const NAMES = (
    'a.srt a.vtt a.log a.tex a.json a.xml a.md a.rst a.py a.yaml a.ini a.po a.bib a.sub a.ass a.c README' +
    ' Makefile a.properties a.csv a.html a.tsv data.2024 a.constructor'
  ).split(' ');

  it('takes for text whatever is text, by any name', async () => {
    const files = NAMES.map((name) => fileOf(name, '{"a": "It rains."}\n{"a": "It pours."}\n'));
    expect(await sorted(files)).toEqual([NAMES, []]);
  });

  it('tells what is none by its content', async () => {
    const noise = fileOf(
      'c.txt',
      Uint8Array.from({ length: 3000 }, (_, i) => (i * 7919) % 251),
    );
    expect(await sorted([png('a.txt'), fileOf('b', 'It rains.'), noise])).toEqual([
      ['b'],
      ['a.txt', 'c.txt'],
    ]);
  });

  it('passes over what systems hide, unless it is all there is', async () => {
    const files = ['.DS_Store', 'a', 'Thumbs.db', '._a', 'desktop.ini'].map((name) =>
      fileOf(name, 'It rains.'),
    );
    expect(await sorted(files)).toEqual([['a'], []]);
    expect(await sorted(files.slice(0, 1))).toEqual([['.DS_Store'], []]);
  });

  it('looks at no more than the beginning of one that is too large', async () => {
    const film = new File([Uint8Array.of(0x1a, 0x45, 0xdf, 0xa3), new Uint8Array(3 * MB)], 'a.mkv');
    const text = new File(['It rains. '.repeat(300_000)], 'a.txt');
    expect(await sorted([film, text], MB)).toEqual([['a.txt'], ['a.mkv']]);
  });
});
