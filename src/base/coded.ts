import { chunksOf, createBlobWriter } from './blobBytes';
import { release } from './release';

/** Unsigned integers below 2^31, of which small ones take one byte, those from 2^7 two, from 2^14 three and so on (LEB128). */

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

/** Bytes that are written at a time, and the most that a value takes */
const ROOM = 1 << 12;
const LONGEST = 5;

/** Values that go into a Blob, where they take no memory of the page. */
export interface CodedWriter {
  push(value: number): void;
  /** All of them. No more are added. */
  blob(): Blob;
}

export function createCodedWriter(): CodedWriter {
  const writer = createBlobWriter();
  const bytes = new Uint8Array(ROOM);
  let size = 0;
  const flush = () => {
    writer.write(bytes.subarray(0, size));
    size = 0;
  };
  return {
    push(value) {
      if (size > ROOM - LONGEST) flush();
      let rest = value;
      for (; rest > 127; rest >>>= 7) bytes[size++] = (rest & 127) | 128;
      bytes[size++] = rest;
    },
    blob() {
      flush();
      return writer.blob();
    },
  };
}

/** Calls `see` with each value that was coded into a Blob. */
export async function forEachCoded(blob: Blob, see: (value: number) => void): Promise<void> {
  let value = 0;
  let shift = 0;
  for await (const chunk of chunksOf(blob)) {
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i]!;
      value |= (byte & 127) << shift;
      shift += 7;
      if (byte > 127) continue;
      see(value);
      value = 0;
      shift = 0;
    }
  }
  if (shift > 0) throw new Error('the browser has lost a part of this text');
}

/** The values that were coded into a Blob, some at a time. */
export interface CodedReader {
  /** The next `count` values. What was read before may be overwritten. */
  next(count: number): Promise<Uint32Array>;
  /** No more are read. */
  close(): Promise<void>;
}

export function createCodedReader(blob: Blob): CodedReader {
  const chunks = chunksOf(blob);
  let chunk = new Uint8Array(0);
  let at = 0;
  let values = new Uint32Array(0);
  return {
    async next(count) {
      if (count > values.length) {
        release(values);
        values = new Uint32Array(count);
      }
      let value = 0;
      let shift = 0;
      for (let i = 0; i < count; ) {
        if (at === chunk.length) {
          const read = await chunks.next();
          if (read.done) throw new Error('the browser has lost a part of this text');
          chunk = read.value;
          at = 0;
        }
        for (; at < chunk.length && i < count; at++) {
          const byte = chunk[at]!;
          value |= (byte & 127) << shift;
          shift += 7;
          if (byte > 127) continue;
          values[i++] = value;
          value = 0;
          shift = 0;
        }
      }
      return values.subarray(0, count);
    },
    async close() {
      release(values);
      await chunks.return();
    },
  };
}
