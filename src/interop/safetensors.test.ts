import { expect, it } from 'vitest';
import { readSafetensors, writeSafetensors } from './safetensors';

const tensors = new Map([
  ['a.weight', { shape: [2, 3], values: Float32Array.of(1, -2, 0.5, 0, 65504, 2 ** -24) }],
  ['b', { shape: [1], values: Float32Array.of(0.25) }],
]);

it.each(['F32', 'F16'] as const)('reads back what it writes as %s', (dtype) => {
  expect(readSafetensors(writeSafetensors(tensors, dtype).buffer)).toEqual(tensors);
});

it('has a header whose length is a multiple of 8, as the format asks', () => {
  const bytes = writeSafetensors(tensors, 'F16');
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  expect(length % 8).toBe(0);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  expect(header['a.weight']).toEqual({ dtype: 'F16', shape: [2, 3], data_offsets: [0, 12] });
  expect(header.b).toEqual({ dtype: 'F16', shape: [1], data_offsets: [12, 14] });
  expect(bytes).toHaveLength(8 + length + 14);
});

it('says what is wrong with a file', () => {
  const whole = writeSafetensors(tensors, 'F16').buffer;
  expect(() => readSafetensors(whole.slice(0, 4))).toThrow(/cut off/);
  expect(() => readSafetensors(whole.slice(0, 30))).toThrow(/cut off/);
  expect(() => readSafetensors(whole.slice(0, -1))).toThrow(/cut off/);
  const text = new TextDecoder('latin1').decode(whole).replace('"F16"', '"I16"');
  const other = Uint8Array.from(text, (c) => c.charCodeAt(0)).buffer;
  expect(() => readSafetensors(other)).toThrow(/a\.weight has values of kind I16/);
});
