import { createCodedWriter, forEachCoded } from './coded';
import { doubled } from './numbers';
import { release } from './release';

/** Numbers that are read by their index, or from the first to the last. Typed arrays are such lists too. */
export interface NumberList extends Iterable<number> {
  readonly length: number;
  /** Element `i`, from the end where it is negative; undefined if there is none */
  at(i: number): number | undefined;
}

/** Whole numbers from 0 on, none smaller than the one before. A list of millions takes a byte each or less. */
export interface Ascending extends NumberList {
  /** Adds a number at the end: below 2^32, and less than 2^31 above the last. */
  push(value: number): void;
  /** Quick where `i` is that of the last call or soon after it. */
  at(i: number): number | undefined;
  /** Gives all memory back; the list is not to be used any more. */
  release(): void;
}

/** Of 2^6 elements one is kept as it is, and where the differences of the others stand. */
const NOTED = 6;
/** Words of 32 bits of one part: more than one block takes */
const PART = 1 << 14;
const SHIFT = 14;
/** Of a number that holds a place and the bits that differences take there, those of the latter */
const WIDTH_BITS = 5;
const WIDTH = (1 << WIDTH_BITS) - 1;

/**
 * An empty list. Of each block of 2^`noted` numbers it keeps the first, and of the others the differences to those before,
 * in as many bits as the largest of them needs. With few in a block, numbers are read more quickly in any order.
 */
export function createAscending(noted = NOTED): Ascending {
  const step = 1 << noted;
  /** Differences, each block from a whole word on */
  const parts: Uint32Array<ArrayBuffer>[] = [];
  let used = 0;
  let length = 0;
  // Of each block: its first number, and the place of its differences with their width
  let firsts: Uint32Array<ArrayBuffer> = new Uint32Array(16);
  let places: Uint32Array<ArrayBuffer> = new Uint32Array(step > 1 ? 16 : 1);
  /** The numbers of the last block, which is not yet packed */
  const open = new Uint32Array(step);
  let packed = 0;
  let last = 0;
  /** The block that was read last, the first `known` of its numbers, and where its differences stand */
  let block = -1;
  const numbers = new Uint32Array(step);
  let known = 0;
  let part = new Uint32Array(0);
  let start = 0;
  let width = 0;

  /** Packs the last block, which is full. */
  function pack(): void {
    const b = packed >>> noted;
    if (b === firsts.length) {
      firsts = doubled(firsts);
      if (step > 1) places = doubled(places);
    }
    firsts[b] = open[0]!;
    packed += step;
    if (step === 1) return;
    let all = 0;
    for (let j = 1; j < step; j++) all |= open[j]! - open[j - 1]!;
    const bits = 32 - Math.clz32(all);
    const size = (bits * (step - 1) + 31) >>> 5;
    if ((used & (PART - 1)) + size > PART) used = (used | (PART - 1)) + 1;
    if (size > 0 && used >>> SHIFT === parts.length) parts.push(new Uint32Array(PART));
    places[b] = used * (WIDTH + 1) + bits;
    const into = parts[used >>> SHIFT]!;
    let at = (used & (PART - 1)) << 5;
    for (let j = 1; j < step && bits > 0; j++, at += bits) {
      const more = open[j]! - open[j - 1]!;
      const shift = at & 31;
      into[at >>> 5]! |= more << shift;
      if (shift + bits > 32) into[(at >>> 5) + 1]! |= more >>> (32 - shift);
    }
    used += size;
  }

  /** Makes block `b` the one that is read. */
  function enter(b: number): void {
    block = b;
    numbers[0] = firsts[b]!;
    known = 1;
    const place = places[b]!;
    const at = place >>> WIDTH_BITS;
    width = place & WIDTH;
    part = parts[at >>> SHIFT] ?? part;
    start = (at & (PART - 1)) << 5;
  }

  const at = (index: number): number | undefined => {
    const i = index < 0 ? length + index : index;
    if (!(i >= 0 && i < length)) return undefined;
    if (step === 1) return firsts[i];
    const j = i & (step - 1);
    if (i >= packed) return open[j];
    if (i >>> noted !== block) enter(i >>> noted);
    for (; known <= j; known++) {
      let more = 0;
      if (width > 0) {
        const bit = start + width * (known - 1);
        const shift = bit & 31;
        more = part[bit >>> 5]! >>> shift;
        if (shift + width > 32) more |= part[(bit >>> 5) + 1]! << (32 - shift);
        more &= 0xffffffff >>> (32 - width);
      }
      numbers[known] = numbers[known - 1]! + more;
    }
    return numbers[j];
  };
  return {
    get length() {
      return length;
    },
    push(next) {
      const more = next - last;
      if (!(more >= 0 && more < 2 ** 31)) {
        throw new RangeError(`createAscending: ${next} cannot follow ${last}`);
      }
      open[length & (step - 1)] = next;
      last = next;
      length++;
      if ((length & (step - 1)) === 0) pack();
    },
    at,
    *[Symbol.iterator]() {
      for (let i = 0; i < length; i++) yield at(i)!;
    },
    release() {
      release(firsts, places, ...parts);
      parts.length = 0;
      length = 0;
    },
  };
}

/** The numbers of an ascending list in a Blob, outside the memory of the page. */
export function storeAscending(list: NumberList): Blob {
  const steps = createCodedWriter();
  let before = 0;
  for (let i = 0; i < list.length; i++) {
    const value = list.at(i)!;
    steps.push(value - before);
    before = value;
  }
  return steps.blob();
}

/** The list that was stored in a Blob. */
export async function loadAscending(blob: Blob, noted = NOTED): Promise<Ascending> {
  const list = createAscending(noted);
  let value = 0;
  await forEachCoded(blob, (more) => {
    value += more;
    list.push(value);
  });
  return list;
}
