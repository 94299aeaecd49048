import { type Ascending, createAscending, type NumberList } from '../base/ascending';
import { countBits, createBits } from '../base/bits';
import { createFirstSeen, type FirstSeen } from '../base/firstSeen';
import { createLongList } from '../base/longList';
import { createNumbers } from '../base/numbers';
import { hash32, key, uniforms } from '../base/random';
import { release } from '../base/release';
import { createSlots } from '../base/slots';
import { createSmallCounts, type SmallCounts } from '../base/smallCounts';
import { EXAM_SEED, STREAM } from '../base/streams';
import { hashOfText } from '../base/wordBytes';
import type { WordTable } from '../base/wordTable';
import type { Corpus } from '../corpus/corpus';

/** Near-duplicates share at least this part of the words that either sentence has (Jaccard index). */
export const LEAST_SHARED = 0.8;
/** If one group has a larger share of the sentences, likeness means nothing in this text: only copies count. */
const MOST_TOGETHER = 0.3;
/**
 * MinHash (Broder 1997) in bands (Indyk and Motwani 1998): sentences that agree in all ROWS values of at least one
 * of BANDS bands are compared. That finds 98.6 % of the pairs that share 0.8 of their words, and all but one in
 * 2600 of those that share 0.9.
 */
const BANDS = 6;
const ROWS = 3;
/** More than a sum of shares may lose by rounding */
const ROUNDING = 1e-6;
/** Most sentences of one band that a sentence is compared with: bounds the work if all are alike. */
const MOST_COMPARED = 8;
/** Different words whose types may take four bytes each */
const FEW = 1 << 20;
/** Sentences, or words, between two yields: about a millisecond. */
const STRIDE = 512;
const WORDS = 4096;

/** Which sentences repeat others. */
export interface Duplicates {
  /** [S] The number of the group of each sentence; groups are numbered in order of their first sentence. */
  readonly groups: FirstSeen;
  /** Number of groups */
  readonly groupCount: number;
  /** Sentences that repeat an earlier one word for word, apart from case and punctuation */
  readonly copies: number;
  /** Other sentences that share most of their words with an earlier one */
  readonly near: number;
  /** Whether so many sentences are alike that `groups` holds copies only */
  readonly tooAlike: boolean;
}

const WORDY = /[\p{L}\p{N}]/u;

/**
 * A number for each different word, in the order in which they come: words that differ only in case share one;
 * punctuation has -1. Yields now and then.
 */
function* typesOf(words: WordTable): Generator<number, FirstSeen, undefined> {
  let plain = '';
  /** A bit for each word so far: whether it is among `firsts` */
  const isFirst = createBits();
  /** Of words in lower case that come in another case too, the first in another case; later the first in any */
  const firsts = createSlots({
    isSought: (i) => words.at(i).toLowerCase() === plain,
    all(tell) {
      for (let i = 0; i < isFirst.length; i++) {
        if (isFirst.at(i) === 1) tell(i, hashOfText(words.at(i).toLowerCase()));
      }
    },
  });
  for (let i = 0; i < words.length; i++) {
    if (i % WORDS === 0) yield 0;
    const word = words.at(i);
    plain = word.toLowerCase();
    const isNew = plain !== word && firsts.find(hashOfText(plain)) < 0;
    if (isNew) firsts.add(i);
    isFirst.push(isNew ? 1 : 0);
  }
  isFirst.release();
  const types = createFirstSeen(createNumbers(32));
  for (let i = 0; i < words.length; i++) {
    if (i % WORDS === 0) yield 0;
    const word = words.at(i);
    if (!WORDY.test(word)) {
      types.push(-1);
      continue;
    }
    plain = word.toLowerCase();
    const first = firsts.find(hashOfText(plain));
    types.push(first >= 0 && first < i ? types.at(first) : types.count);
    if (first > i) firsts.replace(i);
  }
  firsts.release();
  return types;
}

/** Union-find; the first sentence of a group represents it. */
function createUnion(size: number) {
  const parent = new Uint32Array(size);
  for (let i = 0; i < size; i++) parent[i] = i;
  const find = (i: number) => {
    let at = i;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  return {
    /** The first of the group of `i` */
    firstOf: find,
    isFirst: (i: number) => parent[i] === i,
    join(i: number, j: number) {
      const [a, b] = [find(i), find(j)];
      parent[Math.max(a, b)] = Math.min(a, b);
    },
    release: () => release(parent),
  };
}
type Union = ReturnType<typeof createUnion>;

/** The types of one sentence, in order: the first `length` of `types`. */
interface TypeList {
  types: Int32Array;
  length: number;
}
const createTypeList = (): TypeList => ({ types: new Int32Array(1024), length: 0 });

/** A set of types that is emptied for each sentence; its table is as large as the longest of them needs. */
function createTypeSet() {
  let slots = new Int32Array(64);
  /** The round in which each slot was taken; the others are free */
  let rounds = new Uint32Array(64);
  let round = 0;
  const slotOf = (type: number) => {
    const mask = slots.length - 1;
    let slot = (Math.imul(type, 0x9e3779b1) >>> 7) & mask;
    while (rounds[slot] === round && slots[slot] !== type) slot = (slot + 1) & mask;
    return slot;
  };
  return {
    /** Empties it, and makes room for so many. */
    empty(room: number): void {
      if (2 * room > slots.length || ++round === 2 ** 32) {
        const size = 2 ** Math.ceil(Math.log2(Math.max(slots.length, 4 * room)));
        release(slots, rounds);
        slots = new Int32Array(size);
        rounds = new Uint32Array(size);
        round = 1;
      }
    },
    has: (type: number) => rounds[slotOf(type)] === round,
    /** Whether it was not in the set before. */
    add(type: number): boolean {
      const slot = slotOf(type);
      if (rounds[slot] === round) return false;
      slots[slot] = type;
      rounds[slot] = round;
      return true;
    },
    release: () => release(slots, rounds),
  };
}

/** Reads sentences as lists of types. A sentence of nothing but punctuation is read mark by mark. */
function createReader({ which, sentenceWords }: Corpus, types: FirstSeen) {
  /** The same types, a little quicker, where they take little memory */
  const few = types.length < FEW ? Int32Array.from(types) : undefined;
  return {
    /** Puts the types of sentence `s` into a list. */
    read(s: number, into: TypeList): void {
      const [first, end] = [sentenceWords.at(s)!, sentenceWords.at(s + 1)!];
      if (end - first > into.types.length) into.types = new Int32Array(2 * (end - first));
      into.length = 0;
      for (let w = first; w < end; w++) {
        const word = which.at(w);
        const type = few ? few[word]! : types.at(word);
        if (type >= 0) into.types[into.length++] = type;
      }
      if (into.length > 0) return;
      for (let w = first; w < end; w++) {
        into.types[into.length++] = types.count + which.at(w);
      }
    },
    release: types.release,
  };
}
type Reader = ReturnType<typeof createReader>;

/** Chains of sentences with the same hash, newest first. Arrays take a tenth of the memory of a Map. */
function createChains(size: number) {
  const mask = 2 ** Math.floor(Math.log2(size + 1)) - 1;
  const heads = new Uint32Array(mask + 1);
  const next = new Uint32Array(size);
  return {
    /** The newest sentence under this hash, or under one that shares its slot; -1 if there is none. */
    first: (hash: number) => heads[hash & mask]! - 1,
    after: (s: number) => next[s]! - 1,
    add(hash: number, s: number) {
      next[s] = heads[hash & mask]!;
      heads[hash & mask] = s + 1;
    },
    clear: () => heads.fill(0),
    release: () => release(heads, next),
  };
}

/** Joins the sentences that have the same types in the same order. */
function* joinCopies(reader: Reader, union: Union, sentences: number) {
  const hashes = new Uint32Array(sentences);
  let hash = 0;
  /** A bit for each sentence so far: whether it is among `firsts` */
  const isFirst = createBits();
  /** The first sentence with each hash */
  const firsts = createSlots({
    isSought: (s) => hashes[s] === hash,
    all(tell) {
      for (let s = 0; s < isFirst.length; s++) if (isFirst.at(s) === 1) tell(s, hashes[s]!);
    },
  });
  const [here, there] = [createTypeList(), createTypeList()];
  const areEqual = () => {
    if (here.length !== there.length) return false;
    for (let i = 0; i < here.length; i++) if (here.types[i] !== there.types[i]) return false;
    return true;
  };
  for (let s = 0; s < sentences; s++) {
    if (s % STRIDE === 0) yield s / sentences;
    reader.read(s, here);
    hash = here.length;
    for (let i = 0; i < here.length; i++) hash = hash32(hash ^ here.types[i]!);
    hashes[s] = hash;
    const other = firsts.find(hash);
    if (other < 0) firsts.add(s);
    isFirst.push(other < 0 ? 1 : 0);
    if (other < 0) continue;
    reader.read(other, there);
    // Different sentences share a 32-bit hash once in four billion pairs; then a copy may be missed, no more.
    if (areEqual()) union.join(s, other);
  }
  firsts.release();
  isFirst.release();
  release(hashes);
}

/** Share of the work of finding near-duplicates that is hashing; the rest is comparing. */
const HASHING = 0.5;
/** Hashes that are kept at a time, four bytes each: of a text of very many sentences, those of a few bands. */
const MOST_HASHES = 16_000_000;

/** What is known of the types of each sentence without reading it. */
interface Outlines {
  /** How many different types it has */
  readonly sizes: SmallCounts;
  /** A bit of 32 for each of them, the same for the same type: two that share a bit may be different */
  readonly marks: Uint32Array;
}

/**
 * The hash of each of `bands` bands, from number `from` on, of each of these sentences: [sentences, bands]. The first time
 * the outlines are filled, too.
 */
function* signatures(
  reader: Reader,
  originals: NumberList,
  from: number,
  bands: number,
  { sizes, marks }: Outlines,
) {
  const next = uniforms(key(EXAM_SEED, STREAM.duplicates));
  const factors = Int32Array.from({ length: BANDS * ROWS }, () => Math.floor(next() * 2 ** 31) | 1);
  const own = factors.subarray(from * ROWS, (from + bands) * ROWS);
  const least = new Uint32Array(own.length);
  const hashes = new Uint32Array(originals.length * bands);
  const seen = createTypeSet();
  const list = createTypeList();
  for (let o = 0; o < originals.length; o++) {
    if (o % STRIDE === 0) yield o / originals.length;
    least.fill(2 ** 32 - 1);
    reader.read(originals.at(o)!, list);
    seen.empty(list.length);
    let size = 0;
    for (let t = 0; t < list.length; t++) {
      const type = list.types[t]!;
      if (!seen.add(type)) continue;
      size++;
      const mixed = hash32(type);
      marks[o]! |= 1 << (mixed & 31);
      for (let i = 0; i < own.length; i++) {
        const product = Math.imul(mixed, own[i]!);
        const value = (product ^ (product >>> 15)) >>> 0;
        if (value < least[i]!) least[i] = value;
      }
    }
    if (sizes.length === o) sizes.push(size);
    for (let b = 0; b < bands; b++) {
      let hash = from + b;
      for (let i = b * ROWS; i < (b + 1) * ROWS; i++) hash = hash32(hash ^ least[i]!);
      hashes[o * bands + b] = hash;
    }
  }
  seen.release();
  return hashes;
}

/** Those sentences that are the first of their group, ascending. */
function originalsOf(union: Union, sentences: number): Ascending {
  const originals = createAscending();
  for (let s = 0; s < sentences; s++) if (union.isFirst(s)) originals.push(s);
  return originals;
}

/** Joins the sentences that share most of their words. */
function* joinNear(reader: Reader, union: Union, sentences: number) {
  const originals = originalsOf(union, sentences);
  const sizes = createSmallCounts();
  const marks = new Uint32Array(originals.length);
  const [here, there] = [createTypeSet(), createTypeSet()];
  /** Whose types are in `here` */
  let read = -1;
  const list = createTypeList();
  const chains = createChains(originals.length);

  const readHere = (o: number) => {
    if (read === o) return;
    read = o;
    reader.read(originals.at(o)!, list);
    here.empty(list.length);
    for (let i = 0; i < list.length; i++) here.add(list.types[i]!);
  };
  const areAlike = (o: number, other: number) => {
    const [a, b] = [sizes.at(o), sizes.at(other)];
    if (Math.min(a, b) < LEAST_SHARED * Math.max(a, b)) return false;
    // Most of those that short sentences are compared with need not be read.
    const least = Math.ceil((LEAST_SHARED * (a + b)) / (1 + LEAST_SHARED) - ROUNDING);
    if (countBits(marks[o]! & ~marks[other]!) > a - least) return false;
    if (countBits(marks[other]! & ~marks[o]!) > b - least) return false;
    readHere(o);
    let shared = 0;
    reader.read(originals.at(other)!, list);
    there.empty(list.length);
    for (let i = 0; i < list.length; i++) {
      const type = list.types[i]!;
      if (there.add(type) && here.has(type)) shared++;
    }
    return shared >= LEAST_SHARED * (a + b - shared);
  };

  const atOnce = Math.min(BANDS, Math.max(1, Math.floor(MOST_HASHES / (originals.length + 1))));
  for (let from = 0; from < BANDS; from += atOnce) {
    const bands = Math.min(atOnce, BANDS - from);
    const done = (share: number) => (from + bands * share) / BANDS;
    const hashing = signatures(reader, originals, from, bands, { sizes, marks });
    let step = hashing.next();
    for (; !step.done; step = hashing.next()) yield done(HASHING * step.value);
    const hashes = step.value;
    for (let b = 0; b < bands; b++) {
      chains.clear();
      for (let o = 0; o < originals.length; o++) {
        if (o % STRIDE === 0) {
          yield done(HASHING + ((1 - HASHING) * (b + o / originals.length)) / bands);
        }
        const hash = hashes[o * bands + b]!;
        let compared = 0;
        for (let other = chains.first(hash); other >= 0; other = chains.after(other)) {
          if (hashes[other * bands + b] !== hash) continue;
          if (areAlike(o, other)) union.join(originals.at(o)!, originals.at(other)!);
          if (++compared === MOST_COMPARED) break;
        }
        chains.add(hash, o);
      }
    }
    release(hashes);
  }
  release(marks);
  for (const made of [chains, originals, sizes, here, there]) made.release();
}

/** The group of each sentence, numbered in order of their first sentence. */
function numbered(union: Union, sentences: number): FirstSeen {
  const groups = createFirstSeen(createLongList());
  for (let s = 0; s < sentences; s++) {
    groups.push(union.isFirst(s) ? groups.count : groups.at(union.firstOf(s)));
  }
  return groups;
}

function sizeOfLargest(groups: FirstSeen): number {
  const sizes = createSmallCounts();
  for (let group = 0; group < groups.count; group++) sizes.push(0);
  for (let s = 0; s < groups.length; s++) sizes.increase(groups.at(s), 1);
  let largest = 0;
  for (let group = 0; group < groups.count; group++) largest = Math.max(largest, sizes.at(group));
  sizes.release();
  return largest;
}

/**
 * Finds sentences that repeat others, exactly or nearly: an exam on sentences that the model was trained on would
 * prove nothing. Finds all copies, and nearly all near-duplicates. Takes time linear in the text.
 *
 * A generator, so that the caller decides when to pause: it yields the share done, 0 to 1. Call it before
 * `corpus.words` and `corpus.which` are put aside; it puts the former aside.
 */
export function* findDuplicates(corpus: Corpus): Generator<number, Duplicates, undefined> {
  const sentences = corpus.sentenceWords.length - 1;
  corpus.words.close();
  const types = yield* typesOf(corpus.words);
  corpus.words.putAside();
  const reader = createReader(corpus, types);
  const union = createUnion(sentences);
  for (const share of joinCopies(reader, union, sentences)) yield share * 0.2;
  const exact = numbered(union, sentences);
  for (const share of joinNear(reader, union, sentences)) yield 0.2 + share * 0.8;
  reader.release();
  const all = numbered(union, sentences);
  union.release();
  const tooAlike = sizeOfLargest(all) > Math.max(MOST_TOGETHER * sentences, sizeOfLargest(exact));
  const found = { copies: sentences - exact.count, near: exact.count - all.count };
  (tooAlike ? all : exact).release();
  const groups = tooAlike ? exact : all;
  return {
    ...{ groups, groupCount: groups.count },
    ...found,
    tooAlike,
  };
}
