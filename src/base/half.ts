/** 16-bit floats, IEEE 754 binary16, as bits: 1 sign, 5 exponent, 10 fraction. */

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** The nearest 16-bit float, ties to even; infinity where `value` is too large for one. */
export function toHalf(value: number): number {
  float[0] = value;
  const sign = (bits[0]! >>> 16) & 0x8000;
  const magnitude = Math.abs(float[0]);
  if (Number.isNaN(magnitude)) return sign | 0x7e00;
  if (magnitude >= 65520) return sign | 0x7c00;
  // Below 2^-14 the steps between neighbours no longer shrink.
  const exponent = Math.max(-14, Math.floor(Math.log2(magnitude || 2 ** -14)));
  const steps = roundToEven(magnitude / 2 ** (exponent - 10));
  if (steps < 1024) return sign | steps;
  // A fraction that rounds up to 2048 carries into the exponent by itself.
  return sign | (((exponent + 14) << 10) + steps);
}

function roundToEven(value: number): number {
  const floor = Math.floor(value);
  const over = value - floor;
  if (over === 0.5) return floor % 2 === 0 ? floor : floor + 1;
  return over < 0.5 ? floor : floor + 1;
}

/** The number that a 16-bit float stands for. */
export function fromHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 31;
  const fraction = half & 1023;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}
