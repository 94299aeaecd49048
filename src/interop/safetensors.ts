import { fromHalf, toHalf } from '../base/half';

/** A tensor of a safetensors file, in 32-bit floats whatever the file has. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [begin: number, end: number];
}

const HEADER_LENGTH_BYTES = 8;

const product = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);

/** How a value is stored: a 32-bit or a 16-bit float. */
export type Dtype = 'F32' | 'F16';

/** How values of a kind are written, one at a time. */
const WRITERS = {
  F32: {
    bytes: 4,
    write: (view: DataView, at: number, value: number) => view.setFloat32(at, value, true),
  },
  F16: {
    bytes: 2,
    write: (view: DataView, at: number, value: number) => view.setUint16(at, toHalf(value), true),
  },
} as const;

/**
 * Writes tensors in the safetensors format: the header's length (8 bytes, little-endian), the header in JSON, then the
 * values.
 *
 * @throws where a tensor has more or fewer values than its shape
 */
export function writeSafetensors(
  tensors: ReadonlyMap<string, Tensor>,
  dtype: Dtype = 'F32',
): Uint8Array<ArrayBuffer> {
  const { bytes: bytesEach, write } = WRITERS[dtype];
  const header: Record<string, unknown> = { __metadata__: { format: 'pt' } };
  let end = 0;
  for (const [name, { shape, values }] of tensors) {
    if (values.length !== product(shape)) {
      throw new Error(`writeSafetensors: ${name} has ${values.length} values, not ${shape}`);
    }
    const begin = end;
    end += bytesEach * values.length;
    header[name] = { dtype, shape, data_offsets: [begin, end] };
  }
  const json = JSON.stringify(header);
  // Values begin at a multiple of 8 bytes; the format allows spaces behind the header for that.
  const padded = new TextEncoder().encode(json.padEnd(8 * Math.ceil(json.length / 8)));
  const bytes = new Uint8Array(HEADER_LENGTH_BYTES + padded.length + end);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(padded.length), true);
  bytes.set(padded, HEADER_LENGTH_BYTES);
  let at = HEADER_LENGTH_BYTES + padded.length;
  for (const { values } of tensors.values()) {
    for (const value of values) {
      write(view, at, value);
      at += bytesEach;
    }
  }
  return bytes;
}

/** How values of a kind are read, one at a time. */
const READERS: Readonly<
  Record<string, { readonly bytes: number; read: (view: DataView, at: number) => number }>
> = {
  F32: { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
  F16: { bytes: 2, read: (view, at) => fromHalf(view.getUint16(at, true)) },
};

/**
 * Reads a safetensors file of 16-bit or 32-bit floats.
 *
 * @throws with the reason where the file is cut off or damaged, or has values of another kind
 */
export function readSafetensors(file: ArrayBuffer): Map<string, Tensor> {
  const view = new DataView(file);
  if (file.byteLength < HEADER_LENGTH_BYTES)
    throw new Error('readSafetensors: the file is cut off');
  const begin = HEADER_LENGTH_BYTES + Number(view.getBigUint64(0, true));
  if (begin > file.byteLength) throw new Error('readSafetensors: the file is cut off');
  const json = new TextDecoder().decode(new Uint8Array(file, 8, begin - HEADER_LENGTH_BYTES));
  const { __metadata__: _, ...entries } = JSON.parse(json) as Record<string, Entry>;
  const tensors = new Map<string, Tensor>();
  for (const [name, { dtype, shape, data_offsets: offsets }] of Object.entries(entries)) {
    const reader = READERS[dtype];
    if (!reader) throw new Error(`readSafetensors: ${name} has values of kind ${dtype}`);
    const length = product(shape);
    const [from, to] = [begin + offsets[0], begin + offsets[1]];
    if (to > file.byteLength) throw new Error('readSafetensors: the file is cut off');
    if (to - from !== length * reader.bytes) {
      throw new Error(`readSafetensors: ${name} has not as many values as its shape ${shape}`);
    }
    const values = Float32Array.from({ length }, (_, i) =>
      reader.read(view, from + i * reader.bytes),
    );
    tensors.set(name, { shape, values });
  }
  return tensors;
}
