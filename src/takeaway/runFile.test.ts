import {
  BlobReader,
  BlobWriter,
  TextReader,
  Uint8ArrayReader,
  ZipReader,
  ZipWriter,
} from '@zip.js/zip.js';
import { expect, it } from 'vitest';
import { SPECIAL_TOKENS } from '../tokenizer/vocabulary';
import { openRunFile } from './readRunFile';
import { LIST, listMember, runMembers } from './runFile';
import { takenRun } from './testTaken';
import { writeZip } from './writeZip';

const { run, state } = takenRun({
  text: { name: 'Mine', builtIn: undefined, characters: 5, hash: 3, whole: 'A cat' },
  settings: { maskStrategy: 'hand' },
  byHand: [[2, [1, 2]]],
  vocabulary: {
    tokens: [...SPECIAL_TOKENS, 'a', 'cat', '##s'],
    ...{ doLowerCase: true, stripAccents: false, specialIds: [0, 3, 4, 5, 6] },
  },
});
const saved = () => writeZip([listMember(1), ...runMembers(run, state, 0)]);

/** The same file with one of its members changed, or with one more. */
async function changed(path: string, change: (bytes: Uint8Array) => Uint8Array, level = 0) {
  const zip = new ZipWriter(new BlobWriter(), { level, useWebWorkers: false });
  let isChanged = false;
  for (const { path: each, build } of [listMember(1), ...runMembers(run, state, 0)]) {
    const bytes = new Uint8Array(await new Blob([...build()]).arrayBuffer());
    isChanged ||= each === path;
    await zip.add(each, new Uint8ArrayReader(each === path ? change(bytes) : bytes));
  }
  if (!isChanged) await zip.add(path, new Uint8ArrayReader(change(new Uint8Array())));
  return zip.close();
}
const json = (change: (value: Record<string, unknown>) => unknown) => (bytes: Uint8Array) =>
  new TextEncoder().encode(JSON.stringify(change(JSON.parse(new TextDecoder().decode(bytes)))));

/** What opening a file and reading its run says against it. */
const refusal = (file: Blob): Promise<string> =>
  openRunFile(file)
    .then((runs) => runs.read(0))
    .then(
      () => 'it was taken',
      (error: Error) => error.message,
    );

it('gives back a run to the last bit, under an id of its own', async () => {
  const runs = await openRunFile(await saved());
  expect(runs.length).toBe(1);
  const back = await runs.read(0);
  expect(back.state).toEqual(state);
  expect(back.run).toEqual({ ...run, id: back.run.id });
  expect(back.run.id).not.toBe(run.id);
});

it('is a zip that other programs read, with nothing else in it', async () => {
  const entries = await new ZipReader(new BlobReader(await saved())).getEntries();
  expect(entries.map(({ filename }) => filename)).toEqual([
    LIST,
    'runs/0/run.json',
    'runs/0/parameters.f32',
    'runs/0/first-moment.f32',
    'runs/0/second-moment.f32',
    'runs/0/losses.f32',
    'runs/0/right.u8',
    'runs/0/groups.u32',
  ]);
});

it('refuses what is no file of runs, and says which files are', async () => {
  expect(await refusal(new Blob(['Dear diary']))).toContain('not a file of runs');
  const zip = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
  await zip.add('config.json', new TextReader('{}'));
  expect(await refusal(await zip.close())).toContain('not a file of runs');
});

it('refuses a file that is cut off, or whose bytes were changed', async () => {
  const file = await saved();
  expect(await refusal(file.slice(0, file.size >> 1))).not.toBe('it was taken');
  const bytes = new Uint8Array(await file.arrayBuffer());
  const at = bytes.length >> 1;
  bytes[at]! ^= 1; // within the weights: only the checksum tells
  expect(await refusal(new Blob([bytes]))).toContain('damaged');
});

it('refuses a newer format kindly', async () => {
  const file = await changed(
    LIST,
    json((list) => ({ ...list, version: 2 })),
  );
  expect(await refusal(file)).toContain('newer version of Cloze');
});

it.each([
  ['a path that leads out of it', '../../evil', () => Uint8Array.of(1)],
  ['weights of another size', 'runs/0/parameters.f32', (bytes: Uint8Array) => bytes.slice(4)],
  ['a file of a kind it does not have', 'runs/0/evil.exe', () => Uint8Array.of(1)],
  ['one file more', 'runs/1/right.u8', () => Uint8Array.of(1)],
  ['JSON that is none', 'runs/0/run.json', () => Uint8Array.of(0x7b)],
  [
    'settings that no model can have',
    'runs/0/run.json',
    json((value) => ({ ...value, settings: { hiddenSize: 1e9 } })),
  ],
  [
    'an exam that is larger than any',
    'runs/0/run.json',
    json((value) => ({ ...value, exam: { ...(value.exam as object), blanks: 2 ** 40 } })),
  ],
])('refuses %s', async (_, path, change) => {
  expect(await refusal(await changed(path, change))).not.toBe('it was taken');
});

it('refuses a zip bomb before it unpacks it', async () => {
  const file = await changed('runs/0/parameters.f32', () => new Uint8Array(4 << 20), 9);
  expect(file.size).toBeLessThan(1 << 20);
  expect(await refusal(file)).toContain('damaged');
});

it('lets no name in a file reach the prototype of objects', async () => {
  const poison = (bytes: Uint8Array) => {
    const text = new TextDecoder().decode(bytes);
    return new TextEncoder().encode(`{"__proto__":{"isPoisoned":true},${text.slice(1)}`);
  };
  const file = await changed('runs/0/run.json', poison);
  const { run: back } = await (await openRunFile(file)).read(0);
  expect('isPoisoned' in back).toBe(false);
  expect('isPoisoned' in {}).toBe(false);
});
