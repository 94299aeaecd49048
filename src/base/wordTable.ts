import { createBlobWriter, stretchesOf } from './blobBytes';
import { type CodedCursor, readCoded } from './coded';
import { createNumbers } from './numbers';
import { hash32 } from './random';
import { release } from './release';
import { createSlots } from './slots';
import { createDecoder, type Decode, hashOfBytes, mix } from './wordBytes';

/** Bytes of one part. */
const PART = 1 << 18;
const SHIFT = 18;
/** Parts that are read at a time once they are put aside: two megabytes. */
const AT_ONCE = 8;
/** Each of the first words, which are the frequent ones, has its place noted, ... */
const FIRST = 1 << 19;
/** ... and of the others one in sixteen; from there the next are found by their lengths. */
const NOTED = 4;
const BETWEEN = (1 << NOTED) - 1;

/**
 * Different words, numbered in the order in which they come, for ten million of them. A string takes some 24 bytes
 * besides its letters and a `Map` another 40; here a word takes its letters in UTF-8 (half a surrogate pair, three
 * bytes), a byte for its length, and about seven to find it again.
 */
export interface WordTable {
  readonly length: number;
  /** The number of the word `text[from, to)`; -1 if it has none. */
  find(text: string, from?: number, to?: number): number;
  /** The same; a new word gets the next number. */
  numberOf(text: string, from?: number, to?: number): number;
  /** Word `i`; quickest where it is the one after that of the last call */
  at(i: number): string;
  /** Gives up `find` and `numberOf`, and with them about a third of the memory. */
  close(): void;
  /** Moves the words to where they take no memory of the heap (a `Blob`): from now on only `parts` reads them. */
  putAside(): void;
  /** The words that were put aside, in order, some hundred thousand at a time: each part only until the next. */
  parts(): AsyncGenerator<SomeWords, void, undefined>;
  /** Gives all memory back. */
  release(): void;
}

/** Words in a row */
export interface SomeWords extends Iterable<string> {
  readonly length: number;
}

/** Words as they stand in parts: the number of bytes (LEB128), then the bytes. */
function* decoded(bytes: Uint8Array, decode: Decode): Generator<string, void, undefined> {
  const cursor: CodedCursor = { place: 0 };
  while (cursor.place < bytes.length) {
    const size = readCoded(bytes, cursor);
    const from = cursor.place;
    cursor.place += size;
    yield decode(bytes, from, cursor.place);
  }
}

/** @param first so many words are found a little more quickly, and take four bytes more */
export function createWordTable(first = FIRST): WordTable {
  let parts: Uint8Array<ArrayBuffer>[] = [];
  /** Bytes of each part that are taken, and how many words are in the parts before */
  const sizes: number[] = [];
  const before: number[] = [];
  let blob: Blob | undefined;
  /** Where words stand: number of the part * PART + place in it */
  const places = createNumbers(32);
  let length = 0;
  const slots = createSlots({ isSought, all: tellAll });
  const decode = createDecoder();
  const cursor: CodedCursor = { place: 0 };
  /** The word after the one that was read last, and where it stands: words are mostly read in order */
  let next = -1;
  let nextPlace = 0;

  /** The word that is looked for, and its hash */
  let sought = new Uint8Array(256);
  let size = 0;

  /** Makes the word `text[from, to)` the one that is looked for; returns its hash. */
  function seek(text: string, from: number, to: number): number {
    if (3 * (to - from) > sought.length) sought = new Uint8Array(6 * (to - from));
    let at = 0;
    let mixed = 0;
    for (let i = from; i < to; i++) {
      const unit = text.charCodeAt(i);
      mixed = mix(mixed, unit);
      if (unit < 0x80) sought[at++] = unit;
      else if (unit < 0x800) {
        sought[at++] = 0xc0 | (unit >> 6);
        sought[at++] = 0x80 | (unit & 63);
      } else {
        sought[at++] = 0xe0 | (unit >> 12);
        sought[at++] = 0x80 | ((unit >> 6) & 63);
        sought[at++] = 0x80 | (unit & 63);
      }
    }
    size = at;
    return hash32(mixed);
  }

  /** The place of the word after one that ends at `end` in part `p`. */
  const placeAfter = (p: number, end: number) =>
    end < sizes[p]! ? p * PART + end : (p + 1) * PART;

  /** Where word `i` stands. */
  function placeOf(i: number): number {
    if (i < first) return places.at(i);
    let place = places.at(first + ((i - first) >>> NOTED));
    for (let more = (i - first) & BETWEEN; more > 0; more--) {
      const p = place >>> SHIFT;
      cursor.place = place & (PART - 1);
      place = placeAfter(p, readCoded(parts[p]!, cursor) + cursor.place);
    }
    return place;
  }

  /** Whether word `i` is the one that is looked for. */
  function isSought(i: number): boolean {
    const place = placeOf(i);
    const part = parts[place >>> SHIFT]!;
    let at = place & (PART - 1);
    for (let rest = size; ; rest >>>= 7) {
      if (part[at++] !== (rest > 127 ? (rest & 127) | 128 : rest)) return false;
      if (rest <= 127) break;
    }
    for (let b = 0; b < size; b++) if (part[at + b] !== sought[b]) return false;
    return true;
  }

  function tellAll(tell: (number: number, hash: number) => void): void {
    const at: CodedCursor = { place: 0 };
    let i = 0;
    for (const [p, part] of parts.entries()) {
      for (at.place = 0; at.place < sizes[p]!; i++) {
        const end = readCoded(part, at) + at.place;
        tell(i, hashOfBytes(part, at.place, end));
        at.place = end;
      }
    }
  }

  function write(): void {
    const need = size + 5; // a length takes five bytes at most
    if (parts.length === 0 || sizes.at(-1)! + need > parts.at(-1)!.length) {
      parts.push(new Uint8Array(Math.max(PART, need)));
      sizes.push(0);
      before.push(length);
    }
    const p = parts.length - 1;
    const part = parts[p]!;
    let at = sizes[p]!;
    if (length < first || ((length - first) & BETWEEN) === 0) places.push(p * PART + at);
    let rest = size;
    for (; rest > 127; rest >>>= 7) part[at++] = (rest & 127) | 128;
    part[at++] = rest;
    part.set(sought.subarray(0, size), at);
    sizes[p] = at + size;
  }

  function at(i: number): string {
    const place = i === next ? nextPlace : placeOf(i);
    const p = place >>> SHIFT;
    const part = parts[p]!;
    cursor.place = place & (PART - 1);
    const size = readCoded(part, cursor);
    const end = cursor.place + size;
    next = i + 1 < length ? i + 1 : -1;
    nextPlace = placeAfter(p, end);
    return decode(part, cursor.place, end);
  }

  const close = slots.release;
  const drop = () => {
    close();
    places.release();
    parts = [];
  };
  return {
    get length() {
      return length;
    },
    find: (text, from = 0, to = text.length) => slots.find(seek(text, from, to)),
    numberOf(text, from = 0, to = text.length) {
      const known = slots.find(seek(text, from, to));
      if (known >= 0) return known;
      slots.add(length);
      write();
      return length++;
    },
    at,
    close,
    putAside() {
      const writer = createBlobWriter();
      for (const [p, part] of parts.entries()) {
        writer.write(part.subarray(0, sizes[p]));
        release(part);
      }
      blob = writer.blob();
      drop();
    },
    async *parts() {
      const stretches: { bytes: number; words: number }[] = [];
      for (let p = 0; p < sizes.length; p += AT_ONCE) {
        const bytes = sizes.slice(p, p + AT_ONCE).reduce((sum, one) => sum + one, 0);
        stretches.push({ bytes, words: (before[p + AT_ONCE] ?? length) - before[p]! });
      }
      let s = 0;
      const read = stretchesOf(
        blob!,
        stretches.map(({ bytes }) => bytes),
      );
      for await (const bytes of read) {
        yield { length: stretches[s++]!.words, [Symbol.iterator]: () => decoded(bytes, decode) };
        release(bytes);
      }
    },
    release() {
      release(...parts);
      drop();
    },
  };
}
