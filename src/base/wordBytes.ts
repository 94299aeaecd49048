import { hash32 } from './random';

/** Units that become a string at a time, as a call takes only so many arguments. */
const UNITS = 4096;
/** Letters up to which one after another is quicker */
const SHORT = 12;

/**
 * Words as bytes: each UTF-16 unit as UTF-8 writes it, half a surrogate pair as three bytes by itself. So every string has
 * its own bytes, and comes back from them.
 */

/** Makes strings of words again, each of `bytes[from, end)`. */
export function createDecoder() {
  const units = new Uint16Array(UNITS);
  return (bytes: Uint8Array, from: number, end: number): string => {
    let text = '';
    let at = from;
    if (end - from <= SHORT) {
      for (; at < end && bytes[at]! < 0x80; at++) text += String.fromCharCode(bytes[at]!);
    }
    while (at < end) {
      let size = 0;
      while (at < end && size < UNITS) {
        const byte = bytes[at++]!;
        if (byte < 0x80) units[size++] = byte;
        else if (byte < 0xe0) units[size++] = ((byte & 31) << 6) | (bytes[at++]! & 63);
        else {
          units[size++] = ((byte & 15) << 12) | ((bytes[at]! & 63) << 6) | (bytes[at + 1]! & 63);
          at += 2;
        }
      }
      text += String.fromCharCode.apply(undefined, units.subarray(0, size) as never);
    }
    return text;
  };
}
export type Decode = ReturnType<typeof createDecoder>;

/** Mixes the next unit of a word into what becomes its hash by `hash32`. */
export const mix = (mixed: number, unit: number) => Math.imul(mixed ^ unit, 0x01000193);

/** The hash of the word whose bytes are `bytes[from, end)`. */
export function hashOfBytes(bytes: Uint8Array, from: number, end: number): number {
  let mixed = 0;
  for (let at = from; at < end; ) {
    let unit = bytes[at++]!;
    if (unit >= 0xe0) {
      unit = ((unit & 15) << 12) | ((bytes[at]! & 63) << 6) | (bytes[at + 1]! & 63);
      at += 2;
    } else if (unit >= 0x80) unit = ((unit & 31) << 6) | (bytes[at++]! & 63);
    mixed = mix(mixed, unit);
  }
  return hash32(mixed);
}

/** The same of a word as a string. */
export function hashOfText(text: string): number {
  let mixed = 0;
  for (let i = 0; i < text.length; i++) mixed = mix(mixed, text.charCodeAt(i));
  return hash32(mixed);
}
