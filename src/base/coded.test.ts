import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bytesOf } from './blobBytes';
import {
  type CodedCursor,
  createCodedReader,
  createCodedWriter,
  forEachCoded,
  readCoded,
} from './coded';

const VALUES = [0, 1, 127, 128, 300, 16_383, 16_384, 2_097_152, 2 ** 31 - 1];

function store(values: Iterable<number>): Blob {
  const writer = createCodedWriter();
  for (const value of values) writer.push(value);
  return writer.blob();
}

it('reads back what was written, from its bytes and one by one', async () => {
  const blob = store(VALUES);
  const bytes = await bytesOf(blob);
  const cursor: CodedCursor = { place: 0 };
  expect(VALUES.map(() => readCoded(bytes, cursor))).toEqual(VALUES);
  expect(cursor.place).toBe(bytes.length);
  const seen: number[] = [];
  await forEachCoded(blob, (value) => seen.push(value));
  expect(seen).toEqual(VALUES);
});

it('reads so many at a time, across the pieces that were written', async () => {
  const value = (i: number) => VALUES[i % VALUES.length]!;
  const length = 200_000;
  const reader = createCodedReader(store(Array.from({ length }, (_, i) => value(i))));
  const sizes = fc.sample(fc.nat({ max: 50_000 }), { numRuns: 3, seed: 1 });
  let at = 0;
  for (const size of [...sizes, length - sizes.reduce((a, b) => a + b)]) {
    const values = await reader.next(size);
    expect(values.length).toBe(size);
    expect(values.every((one, i) => one === value(at + i))).toBe(true);
    at += size;
  }
  await expect(reader.next(1)).rejects.toThrow('lost a part');
  await reader.close();
});

it('has nothing to read where nothing was written', async () => {
  expect(store([]).size).toBe(0);
  expect(await createCodedReader(store([])).next(0)).toHaveLength(0);
});

it('says so where a value breaks off', async () => {
  const blob = new Blob([Uint8Array.of(3, 200)]);
  await expect(forEachCoded(blob, () => {})).rejects.toThrow('lost a part');
  await expect(createCodedReader(blob).next(2)).rejects.toThrow('lost a part');
});
