/**
 * A writer of protobuf's wire format (protobuf.dev/programming-guides/encoding), for ONNX and TensorBoard: a message is a
 * list of parts. Long bytes are not copied, so a model's weights are in memory once.
 */

/** A field or a message, encoded. */
export interface Encoded {
  readonly parts: readonly Uint8Array[];
  /** Bytes of all parts */
  readonly length: number;
}

/** How a field's value is written, in the low three bits of its tag. */
const WIRE = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

const one = (part: Uint8Array): Encoded => ({ parts: [part], length: part.length });

/**
 * A whole number, seven bits a byte, the low ones first; the high bit says that more follow. One below 0 is written as
 * the 64 bits of its two's complement, as int64 asks.
 */
function varint(value: number): number[] {
  const digits: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  while (rest >= 128n) {
    digits.push(Number(rest % 128n) + 128);
    rest /= 128n;
  }
  return [...digits, Number(rest)];
}

const tag = (field: number, wire: number) => varint(field * 8 + wire);

/** A number of 4 or 8 bytes. */
function fixed(field: number, wire: number, size: 4 | 8, write: (view: DataView) => void): Encoded {
  const value = new Uint8Array(size);
  write(new DataView(value.buffer));
  return one(Uint8Array.of(...tag(field, wire), ...value));
}

/** A whole number, as int32, int64 or an enum. */
export const int = (field: number, value: number): Encoded =>
  one(Uint8Array.of(...tag(field, WIRE.varint), ...varint(value)));

export const float = (field: number, value: number): Encoded =>
  fixed(field, WIRE.fixed32, 4, (view) => view.setFloat32(0, value, true));

export const double = (field: number, value: number): Encoded =>
  fixed(field, WIRE.fixed64, 8, (view) => view.setFloat64(0, value, true));

/** Bytes as they are; not copied. */
export const bytes = (field: number, value: Uint8Array): Encoded => embedded(field, one(value));

export const text = (field: number, value: string): Encoded =>
  bytes(field, new TextEncoder().encode(value));

/** A message from its fields. */
export const message = (...fields: readonly Encoded[]): Encoded => ({
  parts: fields.flatMap(({ parts }) => parts),
  length: fields.reduce((sum, { length }) => sum + length, 0),
});

/** A message as the value of a field. */
export const embedded = (field: number, value: Encoded): Encoded =>
  message(one(Uint8Array.of(...tag(field, WIRE.bytes), ...varint(value.length))), value);
