import { doubled } from './numbers';
import { release } from './release';

/** Bytes of one part. */
const PART = 1 << 18;
const SHIFT = 18;
/** Every so many values it is noted where the next begins. */
const STEP = 64;

/**
 * A list of unsigned integers below 2^31 for a hundred million of them. Small ones take one byte, those from 2^7 two,
 * from 2^14 three and so on (LEB128). It grows by parts, so nothing is copied.
 */
export interface LongList {
  readonly length: number;
  push(value: number): void;
  /** Element `i`. Quick where `i` is that of the last call or soon after it. */
  at(i: number): number;
  /** Gives all memory back. */
  release(): void;
}

export function createLongList(): LongList {
  let parts: Uint8Array<ArrayBuffer>[] = [];
  let places: Uint32Array<ArrayBuffer> = new Uint32Array(1024);
  let length = 0;
  let size = 0;
  /** The element that is read next, and its place */
  let next = 0;
  let place = 0;

  const write = (byte: number) => {
    if ((size & (PART - 1)) === 0) parts.push(new Uint8Array(PART));
    parts[size >>> SHIFT]![size & (PART - 1)] = byte;
    size++;
  };
  const read = () => {
    const byte = parts[place >>> SHIFT]![place & (PART - 1)]!;
    place++;
    return byte;
  };
  const notePlace = () => {
    const n = length / STEP;
    if (n === places.length) places = doubled(places);
    places[n] = size;
  };
  return {
    get length() {
      return length;
    },
    push(value) {
      if (length % STEP === 0) notePlace();
      let rest = value;
      for (; rest > 127; rest >>>= 7) write((rest & 127) | 128);
      write(rest);
      length++;
    },
    at(i) {
      if (i < next || i - next >= STEP) {
        next = i - (i % STEP);
        place = places[next / STEP]!;
      }
      for (; next < i; next++) while (read() > 127);
      next++;
      let byte = read();
      let value = byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = read();
        value |= (byte & 127) << shift;
      }
      return value;
    },
    release() {
      release(places, ...parts);
      parts = [];
    },
  };
}
