import { deflateRawSync } from 'node:zlib';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { zipOf } from './testFiles';
import { CannotUnpack, unpack } from './unpack';

const deflate = (bytes: Uint8Array) => deflateRawSync(bytes);
const blobOf = (bytes: Uint8Array) => new Blob([Uint8Array.from(bytes)]);
const all = () => true;
const namesIn = async (
  files: Readonly<Record<string, string>>,
  isWanted: (name: string) => boolean = all,
) => [...(await unpack(blobOf(zipOf(files, deflate)), isWanted, 1e6)).keys()];

it('unpacks what is wanted by its base name, and nothing else', async () => {
  const files = { 'bert/a.json': '{"é":1}', 'bert/deep/a.json': '2', 'b.txt': 'x', 'a.json/': '' };
  const found = await unpack(blobOf(zipOf(files)), (name) => name === 'a.json', 1e6);
  expect([...found.keys()]).toEqual(['bert/a.json', 'bert/deep/a.json']);
  expect(await found.get('bert/a.json')!.text()).toBe('{"é":1}');
});

it('takes a path for a name, and refuses one that leads out of the folder', async () => {
  expect(await namesIn({ 'bert\\a.json': 'x' }, (name) => name === 'a.json')).toEqual([
    'bert/a.json',
  ]);
  for (const path of ['../../a.json', 'a/../../a.json', '/etc/a.json', 'C:\\a.json']) {
    await expect(namesIn({ [path]: 'x' })).rejects.toThrow('outside of its folder');
  }
  const named = { ['__proto__']: 'evil', 'constructor/a.json': 'x' };
  const found = await unpack(blobOf(zipOf(named)), all, 1e6);
  expect(await found.get('__proto__')!.text()).toBe('evil');
});

/** An archive whose one file of zeros says that it has `said` bytes, where it has `bytes`. */
function bomb(bytes: number, said: number): Uint8Array {
  const archive = Uint8Array.from(zipOf({ 'a.bin': '\0'.repeat(bytes) }, deflate));
  const view = new DataView(archive.buffer);
  const central = archive.length - 22 - 46 - 'a.bin'.length;
  view.setUint32(22, said, true); // of the file's own header
  view.setUint32(central + 24, said, true); // and of the list at the end
  return archive;
}

it('stops at a bomb, whether it tells its size or not', async () => {
  const size = 8_000_000;
  expect(bomb(size, size).length).toBeLessThan(10_000);
  await expect(unpack(blobOf(bomb(size, size)), all, 1e6)).rejects.toThrow(/more than a model has/);
  await expect(unpack(blobOf(bomb(size, 10)), all, 1e6)).rejects.toThrow('it is damaged');
  const many = Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`${i}`, 'x'.repeat(300)]));
  await expect(unpack(blobOf(zipOf(many)), all, 1000)).rejects.toThrow(/more than a model has/);
});

it('says what is locked', async () => {
  const zip = new ZipWriter(new Uint8ArrayWriter(), { password: 'p', useWebWorkers: false });
  await zip.add('a.json', new Uint8ArrayReader(Uint8Array.of(1)));
  const locked = unpack(blobOf(await zip.close()), all, 1e6);
  await expect(locked).rejects.toThrow('a.json in it is locked with a password');
});

it('never gives more than it may, however an archive is damaged', async () => {
  const whole = zipOf(
    { 'bert/a.json': '{"a":1}'.repeat(50), 'bert/b.bin': 'x'.repeat(500) },
    deflate,
  );
  await fc.assert(
    fc.asyncProperty(
      fc.nat(whole.length),
      fc.uint8Array({ maxLength: 30 }),
      fc.boolean(),
      async (at, bytes, isCut) => {
        const rest = isCut ? new Uint8Array() : whole.slice(at + bytes.length);
        const damaged = new Blob(
          [whole.slice(0, at), bytes, rest].map((part) => Uint8Array.from(part)),
        );
        const found = await unpack(damaged, all, 2000).catch((error: unknown) => {
          expect(error).toBeInstanceOf(CannotUnpack);
          return new Map<string, Blob>();
        });
        expect([...found.values()].reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(
          2000,
        );
      },
    ),
    { numRuns: 200 },
  );
});
