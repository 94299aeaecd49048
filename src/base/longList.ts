import { doubled } from './numbers';
import { release } from './release';

/** Bytes of one part. */
const PART = 1 << 18;
const SHIFT = 18;
/** Every so many values it is noted where the next begins. */
const STEP = 64;

/**
 * A list of unsigned integers below 2^31 for a hundred million of them. Small ones take one byte, those from 2^7 two,
 * from 2^14 three and so on (LEB128). It grows by parts, so nothing is copied, and can be put aside where it takes no
 * memory of the heap (a `Blob`, which browsers keep outside the page's process, on disk where they must).
 */
export interface LongList {
  readonly length: number;
  push(value: number): void;
  /** Element `i`; only until it is put aside. Quick where `i` is that of the last call or soon after it. */
  at(i: number): number;
  /** Gives all memory back. */
  release(): void;
  /** Moves all values out of the heap: from now on they are read by `coded` only, and none is added. */
  putAside(): void;
  /** The values of a list that is put aside, as `readCoded` reads them. */
  coded(): Blob;
}

/** Where a coded value was read: `place` is that of the next. */
export interface CodedCursor {
  place: number;
}

/** The value at `cursor.place`, which moves on behind it. */
export function readCoded(bytes: Uint8Array, cursor: CodedCursor): number {
  let byte = bytes[cursor.place++]!;
  let value = byte & 127;
  for (let shift = 7; byte > 127; shift += 7) {
    byte = bytes[cursor.place++]!;
    value |= (byte & 127) << shift;
  }
  return value;
}

/**
 * Calls `see` with each value that was coded into a Blob. From its stream: Chromium holds what `arrayBuffer` has read
 * until it collects garbage, even if it is given back before.
 */
export async function forEachCoded(blob: Blob, see: (value: number) => void): Promise<void> {
  const reader = blob.stream().getReader();
  let value = 0;
  let shift = 0;
  for (;;) {
    const { done, value: part } = await reader.read();
    if (done) break;
    for (let i = 0; i < part.length; i++) {
      const byte = part[i]!;
      value |= (byte & 127) << shift;
      shift += 7;
      if (byte > 127) continue;
      see(value);
      value = 0;
      shift = 0;
    }
    release(part);
  }
  if (shift > 0) throw new Error('the browser has lost a part of this text');
}

export function createLongList(): LongList {
  let parts: Uint8Array<ArrayBuffer>[] = [];
  let places: Uint32Array<ArrayBuffer> = new Uint32Array(1024);
  let blob: Blob | undefined;
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
  const drop = () => {
    release(places, ...parts);
    parts = [];
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
    putAside() {
      blob = new Blob(parts.map((part, p) => part.subarray(0, Math.min(PART, size - p * PART))));
      drop();
    },
    release: drop,
    coded: () => blob!,
  };
}
