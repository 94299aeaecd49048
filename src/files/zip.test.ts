import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { zipOf } from './testFiles';
import { openZip } from './zip';

const FILES = { 'a/b.xml': 'é'.repeat(100_000), 'c.xml': '\uFEFFIt rains.', empty: '' };
const blobOf = (...parts: (Uint8Array | string)[]) =>
  new Blob(parts.map((part) => (typeof part === 'string' ? part : Uint8Array.from(part))));

describe('a ZIP archive', () => {
  it('gives its files one by one, packed or not, whatever stands before and after', async () => {
    for (const bytes of [zipOf(FILES), zipOf(FILES, (data) => deflateRawSync(data))]) {
      for (const blob of [blobOf(bytes), blobOf('a program', bytes)]) {
        const zip = await openZip(blob);
        expect(zip.paths).toEqual(Object.keys(FILES));
        expect(await zip.whole('a/b.xml')).toBe(FILES['a/b.xml']);
        expect(await zip.whole('c.xml')).toBe('It rains.');
        expect(await zip.whole('empty')).toBe('');
        expect(zip.text('d.xml')).toBeUndefined();
      }
    }
  });

  it('may be left before its end', async () => {
    const zip = await openZip(blobOf(zipOf(FILES, (data) => deflateRawSync(data))));
    for await (const part of zip.text('a/b.xml')!) {
      expect(part[0]).toBe('é');
      break;
    }
    expect(await zip.whole('c.xml')).toBe('It rains.');
  });

  it('says what is wrong with it', async () => {
    const bytes = zipOf(FILES, (data) => deflateRawSync(data));
    await expect(openZip(blobOf(bytes.subarray(0, 100)))).rejects.toThrow('not found');
    const damaged = Uint8Array.from(bytes);
    damaged.fill(0xff, 40, 60);
    const zip = await openZip(blobOf(damaged));
    await expect(zip.whole('a/b.xml')).rejects.toThrow();
    damaged.fill(0, 0, 4);
    const moved = await openZip(blobOf(damaged));
    await expect(moved.whole('a/b.xml')).rejects.toThrow('header not found');
  });
});
