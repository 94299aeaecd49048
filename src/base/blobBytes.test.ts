import { expect, it } from 'vitest';
import { bytesOf, createBlobWriter, storeBytes, stretchesOf } from './blobBytes';

const many = Uint8Array.from({ length: 300_000 }, (_, i) => i % 251);

it('keeps bytes as they were when they were written', async () => {
  const bytes = many.slice();
  const writer = createBlobWriter();
  writer.write(bytes.subarray(1));
  bytes.fill(0);
  writer.write(Uint8Array.of(7));
  expect([...(await bytesOf(writer.blob()))]).toEqual([...many.subarray(1), 7]);
});

it('keeps the bytes of any typed array, and of a part of one', async () => {
  const numbers = Uint16Array.from({ length: 1000 }, (_, i) => 60 * i);
  const read = await bytesOf(storeBytes(numbers.subarray(10, 990)));
  expect([...new Uint16Array(read.buffer)]).toEqual([...numbers.subarray(10, 990)]);
});

it('reads stretches of given sizes', async () => {
  const blob = storeBytes(many);
  const read: number[] = [];
  for await (const stretch of stretchesOf(blob, [0, 1, 299_990, 9])) read.push(...stretch);
  expect(read).toEqual([...many]);
  const more = stretchesOf(blob, [300_001]);
  await expect(more.next()).rejects.toThrow('lost a part');
});
