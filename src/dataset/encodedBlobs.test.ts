import { expect, it } from 'vitest';
import { loadEncoded, storeEncoded } from './encodedBlobs';

it('keeps an encoded text outside memory, and reads it back as it was', async () => {
  const encoded = () => ({
    ids: Uint16Array.of(5, 32_767, 6),
    marks: Uint8Array.of(11, 0, 1),
    sentenceStarts: Uint32Array.of(0, 2, 3),
    groups: Uint32Array.of(0, 70_000),
    counts: Uint32Array.of(0, 1, 2),
  });
  const given = encoded();
  const stored = storeEncoded(given);
  expect(given.sentenceStarts).toEqual(encoded().sentenceStarts); // still needed
  if ('transfer' in ArrayBuffer.prototype) expect(given.ids.length + given.marks.length).toBe(0);
  expect([stored.ids.size, stored.marks.size]).toEqual([6, 3]);
  expect(await loadEncoded(stored)).toEqual(encoded());
});
