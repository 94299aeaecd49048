import { createLongList, forEachCoded } from './longList';
import { doubled } from './numbers';
import { release } from './release';

/** Numbers that are read by their index, or from the first to the last. Typed arrays are such lists too. */
export interface NumberList extends Iterable<number> {
  readonly length: number;
  /** Element `i`, from the end where it is negative; undefined if there is none */
  at(i: number): number | undefined;
}

/** Whole numbers from 0 on, none smaller than the one before. A list of millions takes little more than a byte each. */
export interface Ascending extends NumberList {
  /** Adds a number at the end: below 2^32, and less than 2^31 above the last. */
  push(value: number): void;
  /** Quick where `i` is that of the last call or soon after it. */
  at(i: number): number | undefined;
  /** Gives all memory back; the list is not to be used any more. */
  release(): void;
}

/** Bytes of one part */
const PART = 1 << 16;
const SHIFT = 16;
/** Of 2^6 elements one's place is known: from there the others are read. */
const NOTED = 6;

/**
 * An empty list. It keeps differences (LEB128, as `LongList`), and of one number among 2^`noted` where it stands: eight
 * bytes. With few between, numbers are read more quickly in any order.
 */
export function createAscending(noted = NOTED): Ascending {
  const step = 1 << noted;
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  let length = 0;
  let last = 0;
  // Of one element in each `step`
  let values: Uint32Array<ArrayBuffer> = new Uint32Array(16);
  let places: Uint32Array<ArrayBuffer> = new Uint32Array(16);
  /** The element that was read last, and where the next stands; -1 = none */
  let here = -1;
  let value = 0;
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
  const at = (index: number): number | undefined => {
    const i = index < 0 ? length + index : index;
    if (!(i >= 0 && i < length)) return undefined;
    if (here < 0 || i < here || i - here >= step) {
      here = i & -step;
      value = values[here >>> noted]!;
      place = places[here >>> noted]!;
    }
    for (; here < i; here++) {
      let byte = read();
      let more = byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = read();
        more |= (byte & 127) << shift;
      }
      value += more;
    }
    return value;
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
      let rest = more;
      for (; rest > 127; rest >>>= 7) write((rest & 127) | 128);
      write(rest);
      if ((length & (step - 1)) === 0) {
        const note = length >>> noted;
        if (note === values.length) {
          values = doubled(values);
          places = doubled(places);
        }
        values[note] = next;
        places[note] = size;
      }
      last = next;
      length++;
    },
    at,
    *[Symbol.iterator]() {
      for (let i = 0; i < length; i++) yield at(i)!;
    },
    release() {
      release(values, places, ...parts);
      parts.length = 0;
      length = 0;
    },
  };
}

/** The numbers of an ascending list in a Blob, outside the memory of the page. */
export function storeAscending(list: NumberList): Blob {
  const steps = createLongList();
  let before = 0;
  for (let i = 0; i < list.length; i++) {
    const value = list.at(i)!;
    steps.push(value - before);
    before = value;
  }
  steps.putAside();
  return steps.coded();
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
