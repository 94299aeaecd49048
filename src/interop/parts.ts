/** Files as lists of parts, so that a model's weights are in memory once and not a second time in its file. */

/**
 * The bytes of numbers as files hold them, the low one first. No copy: every machine that runs a browser keeps numbers in
 * this order.
 */
export const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** All parts in one array, which takes as much memory again. */
export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
