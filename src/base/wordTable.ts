import { type CodedCursor, readCoded } from './longList';
import { createNumbers } from './numbers';
import { hash32 } from './random';
import { release } from './release';

/** Bytes of one part. */
const PART = 1 << 18;
const SHIFT = 18;
/** Parts that are read at a time once they are put aside: two megabytes. */
const AT_ONCE = 8;
/** The table grows when so much of it is taken. */
const MOST_TAKEN = 0.75;
/** Each of the first words, which are the frequent ones, has its place noted, ... */
const FIRST = 1 << 20;
/** ... and of the others one in four; from there the next are found by their lengths. */
const NOTED = 2;
const BETWEEN = (1 << NOTED) - 1;
/** Units that become a string at a time, as a call takes only so many arguments. */
const UNITS = 4096;

/**
 * Different words, numbered in the order in which they come, for ten million of them. A string takes some 24 bytes
 * besides its letters and a `Map` another 40; here a word takes its letters in UTF-8 (half a surrogate pair, three
 * bytes), a byte for its length, and about ten to find it again.
 */
export interface WordTable {
  readonly length: number;
  /** The number of the word `text[from, to)`; -1 if it has none. */
  find(text: string, from?: number, to?: number): number;
  /** The same; a new word gets the next number. */
  numberOf(text: string, from?: number, to?: number): number;
  /** Word `i` */
  at(i: number): string;
  /** Gives up `find` and `numberOf`, and with them about a third of the memory. */
  close(): void;
  /** Moves the words to where they take no memory of the heap (a `Blob`): from now on only `parts` reads them. */
  putAside(): void;
  /** The words that were put aside, in order, some hundred thousand at a time: each part only until the next. */
  parts(): AsyncGenerator<Iterable<string>, void, undefined>;
  /** Gives all memory back. */
  release(): void;
}

/** The string of the word whose bytes are `bytes[at, end)`. */
function createDecoder() {
  const units = new Uint16Array(UNITS);
  return (bytes: Uint8Array, from: number, end: number): string => {
    let text = '';
    for (let at = from; at < end; ) {
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
type Decode = ReturnType<typeof createDecoder>;

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

/**
 * The bytes of a Blob in stretches of these sizes. From its stream: Chromium holds what `arrayBuffer` has read until it
 * collects garbage, even if it is given back before.
 */
async function* readStretches(
  blob: Blob,
  sizes: readonly number[],
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const reader = blob.stream().getReader();
  let part = new Uint8Array(0);
  let used = 0;
  try {
    for (const size of sizes) {
      const stretch = new Uint8Array(size);
      for (let filled = 0; filled < size; ) {
        if (used === part.length) {
          release(part);
          const { done, value } = await reader.read();
          if (done) throw new Error('the browser has lost a part of the words of this text');
          part = value;
          used = 0;
        }
        const taken = part.subarray(used, used + size - filled);
        stretch.set(taken, filled);
        filled += taken.length;
        used += taken.length;
      }
      yield stretch;
    }
  } finally {
    await reader.cancel();
  }
}

/** @param first so many words are found a little more quickly, and take three bytes more */
export function createWordTable(first = FIRST): WordTable {
  let parts: Uint8Array<ArrayBuffer>[] = [];
  /** Bytes of each part that are taken */
  const sizes: number[] = [];
  let blob: Blob | undefined;
  /** Where words stand: number of the part * PART + place in it */
  const places = createNumbers(32);
  let length = 0;
  /** The number of a word + 1, or 0 */
  let slots = new Uint32Array(64);
  const decode = createDecoder();
  const cursor: CodedCursor = { place: 0 };

  /** The word that is looked for, and its hash */
  let sought = new Uint8Array(256);
  let size = 0;
  let hash = 0;

  function seek(text: string, from: number, to: number): void {
    if (3 * (to - from) > sought.length) sought = new Uint8Array(6 * (to - from));
    let at = 0;
    let mixed = 0;
    for (let i = from; i < to; i++) {
      const unit = text.charCodeAt(i);
      mixed = Math.imul(mixed ^ unit, 0x01000193);
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
    hash = hash32(mixed);
  }

  /** Where word `i` stands. */
  function placeOf(i: number): number {
    if (i < first) return places.at(i);
    let place = places.at(first + ((i - first) >>> NOTED));
    for (let more = (i - first) & BETWEEN; more > 0; more--) {
      const p = place >>> SHIFT;
      cursor.place = place & (PART - 1);
      const end = readCoded(parts[p]!, cursor) + cursor.place;
      place = end < sizes[p]! ? p * PART + end : (p + 1) * PART;
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

  /** The slot of the word that is looked for, or the empty one where it belongs. */
  function slotOf(): number {
    const mask = slots.length - 1;
    let slot = hash & mask;
    while (slots[slot] !== 0 && !isSought(slots[slot]! - 1)) slot = (slot + 1) & mask;
    return slot;
  }

  function grow(): void {
    const larger = new Uint32Array(2 * slots.length);
    release(slots);
    slots = larger;
    const mask = slots.length - 1;
    for (let i = 0; i < length; i++) {
      const word = at(i);
      seek(word, 0, word.length);
      let slot = hash & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask; // all are different
      slots[slot] = i + 1;
    }
  }

  function write(): void {
    const need = size + 5; // a length takes five bytes at most
    if (parts.length === 0 || sizes.at(-1)! + need > parts.at(-1)!.length) {
      parts.push(new Uint8Array(Math.max(PART, need)));
      sizes.push(0);
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
    const place = placeOf(i);
    const part = parts[place >>> SHIFT]!;
    cursor.place = place & (PART - 1);
    const size = readCoded(part, cursor);
    return decode(part, cursor.place, cursor.place + size);
  }

  const close = () => {
    release(slots);
    slots = new Uint32Array(0);
  };
  const drop = () => {
    close();
    places.release();
    release(...parts);
    parts = [];
  };
  return {
    get length() {
      return length;
    },
    find(text, from = 0, to = text.length) {
      seek(text, from, to);
      return slots[slotOf()]! - 1;
    },
    numberOf(text, from = 0, to = text.length) {
      seek(text, from, to);
      let slot = slotOf();
      if (slots[slot] !== 0) return slots[slot]! - 1;
      if (length >= MOST_TAKEN * slots.length) {
        grow();
        seek(text, from, to);
        slot = slotOf();
      }
      write();
      slots[slot] = ++length;
      return length - 1;
    },
    at,
    close,
    putAside() {
      blob = new Blob(parts.map((part, p) => part.subarray(0, sizes[p])));
      drop();
    },
    async *parts() {
      const stretches: number[] = [];
      for (let p = 0; p < sizes.length; p += AT_ONCE) {
        stretches.push(sizes.slice(p, p + AT_ONCE).reduce((sum, one) => sum + one, 0));
      }
      for await (const bytes of readStretches(blob!, stretches)) {
        yield decoded(bytes, decode);
        release(bytes);
      }
    },
    release: drop,
  };
}
