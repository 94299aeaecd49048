import { doubled } from '../base/numbers';
import { hash32 } from '../base/random';
import { release } from '../base/release';

/** Bytes of one piece of a list of words */
const PIECE = 16;
const PIECE_SHIFT = 4;
/** Bytes of one part of the pieces: they grow by parts, so that nothing is copied */
const PART = 1 << 20;
const PART_SHIFT = 20;
/** The table of keys grows when so much of it is taken. */
const MOST_TAKEN = 0.6;

/**
 * Pairs of symbols with how often each occurs and in which words, for some hundred million occurrences. Words are kept
 * as differences to the one before, mostly a byte each, in pieces of 16 bytes that are used again once a pair is merged.
 */
export interface PairTable {
  /** The index of the pair with this key (at most 2^31), from 0; a new one gets the next. */
  indexOf(key: number): number;
  keyOf(pair: number): number;
  count(pair: number): number;
  addCount(pair: number, by: number): void;
  /** Notes that `word` has the pair; at once again it is not noted twice. */
  addWord(pair: number, word: number): void;
  /** Takes the words of the pair from it one by one; others may be noted meanwhile for other pairs. */
  takeWords(pair: number): Generator<number, void, undefined>;
  /** Gives all memory back. */
  release(): void;
}

export function createPairTable(): PairTable {
  /** A pair + 1, or 0 */
  let slots = new Uint32Array(1024);
  let size = 0;
  // Of each pair
  let keys = new Uint32Array(512);
  let counts = new Float64Array(512);
  /** The first piece of its list; 0 = none */
  let heads = new Uint32Array(512);
  /** Where the last byte of its list stands */
  let ends = new Uint32Array(512);
  let last = new Int32Array(512).fill(-1);
  // Piece 0 is never used.
  const parts = [new Uint8Array(PART)];
  /** Of each piece the one after it, in its list or among the free ones */
  let next = new Uint32Array(1024);
  let pieces = 1;
  let free = 0;

  function newPiece(): number {
    if (free !== 0) {
      const piece = free;
      free = next[piece]!;
      next[piece] = 0;
      return piece;
    }
    if (pieces === next.length) next = doubled(next);
    if (pieces * PIECE === parts.length * PART) parts.push(new Uint8Array(PART));
    return pieces++;
  }

  function write(pair: number, byte: number): void {
    const end = ends[pair]!;
    let at = end + 1;
    if (end === 0 || (at & (PIECE - 1)) === 0) {
      const piece = newPiece();
      if (end === 0) heads[pair] = piece;
      else next[end >>> PIECE_SHIFT] = piece;
      at = piece * PIECE;
    }
    parts[at >>> PART_SHIFT]![at & (PART - 1)] = byte;
    ends[pair] = at;
  }

  function slotOf(key: number): number {
    const mask = slots.length - 1;
    let slot = hash32(key) & mask;
    while (slots[slot] !== 0 && keys[slots[slot]! - 1] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  function grow(): void {
    const larger = new Uint32Array(2 * slots.length);
    release(slots);
    slots = larger;
    for (let pair = 0; pair < size; pair++) slots[slotOf(keys[pair]!)] = pair + 1;
  }

  return {
    indexOf(key) {
      let slot = slotOf(key);
      if (slots[slot] !== 0) return slots[slot]! - 1;
      if (size >= MOST_TAKEN * slots.length) {
        grow();
        slot = slotOf(key);
      }
      if (size === keys.length) {
        keys = doubled(keys);
        counts = doubled(counts);
        heads = doubled(heads);
        ends = doubled(ends);
        last = doubled(last).fill(-1, size);
      }
      keys[size] = key;
      slots[slot] = ++size;
      return size - 1;
    },
    keyOf: (pair) => keys[pair]!,
    count: (pair) => counts[pair]!,
    addCount(pair, by) {
      counts[pair]! += by;
    },
    addWord(pair, word) {
      const before = last[pair]!;
      if (before === word) return;
      last[pair] = word;
      const step = before < 0 ? word : word - before;
      // Backwards too: 0, 1, 2, 3 … stand for 0, -1, 1, -2 …
      let rest = ((step << 1) ^ (step >> 31)) >>> 0;
      for (; rest > 127; rest >>>= 7) write(pair, (rest & 127) | 128);
      write(pair, rest);
    },
    *takeWords(pair) {
      let at = heads[pair]! * PIECE;
      const end = ends[pair]!;
      let left = end !== 0;
      heads[pair] = 0;
      ends[pair] = 0;
      last[pair] = -1;
      const read = () => {
        const byte = parts[at >>> PART_SHIFT]![at & (PART - 1)]!;
        left = at !== end;
        if (left && (at & (PIECE - 1)) !== PIECE - 1) {
          at++;
          return byte;
        }
        const piece = at >>> PIECE_SHIFT;
        at = next[piece]! * PIECE;
        next[piece] = free;
        free = piece;
        return byte;
      };
      let word = 0;
      while (left) {
        let byte = read();
        let value = byte & 127;
        for (let shift = 7; byte > 127; shift += 7) {
          byte = read();
          value |= (byte & 127) << shift;
        }
        word += (value >>> 1) ^ -(value & 1);
        yield word;
      }
    },
    release: () => release(slots, keys, counts, heads, ends, last, next, ...parts),
  };
}
