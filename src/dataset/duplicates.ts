import { createNumbers } from '../base/numbers';
import { hash32, key, uniforms } from '../base/random';
import { release } from '../base/release';
import { EXAM_SEED, STREAM } from '../base/streams';
import { createWordTable, type WordTable } from '../base/wordTable';
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
/** Most sentences of one band that a sentence is compared with: bounds the work if all are alike. */
const MOST_COMPARED = 8;
/** Sentences, or words, between two yields: about a millisecond. */
const STRIDE = 512;
const WORDS = 4096;

/** Which sentences repeat others. */
export interface Duplicates {
  /** [S] The number of the group of each sentence; groups are numbered in order of their first sentence. */
  readonly groups: Uint32Array<ArrayBuffer>;
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

interface WordTypes {
  /** [U] A number for each different word: words that differ only in case share one; punctuation has -1 */
  readonly types: Int32Array<ArrayBuffer>;
  /** Types are below this. */
  readonly count: number;
}

/** Numbers the types of words in the order in which they come. Yields now and then. */
function* typesOf(words: WordTable): Generator<number, WordTypes, undefined> {
  const types = new Int32Array(words.length).fill(-1);
  /** Words in lower case that the text has in other cases only, and the first of each */
  const absent = createWordTable();
  const firsts = createNumbers(32);
  let count = 0;
  for (let i = 0; i < types.length; i++) {
    if (i % WORDS === 0) yield 0;
    const word = words.at(i);
    if (!WORDY.test(word)) continue;
    const plain = word.toLowerCase();
    let like = plain === word ? i : words.find(plain);
    if (like < 0) {
      const number = absent.numberOf(plain);
      if (number === firsts.length) firsts.push(i);
      like = firsts.at(number);
    }
    if (types[like]! < 0) types[like] = count++;
    types[i] = types[like]!;
  }
  absent.release();
  firsts.release();
  return { types, count };
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
    /** [size] The first of the group of each */
    firsts() {
      const firsts = new Uint32Array(size);
      for (let i = 0; i < size; i++) firsts[i] = find(i);
      return firsts;
    },
    isFirst: (i: number) => parent[i] === i,
    join(i: number, j: number) {
      const [a, b] = [find(i), find(j)];
      parent[Math.max(a, b)] = Math.min(a, b);
    },
  };
}
type Union = ReturnType<typeof createUnion>;

/** The types of one sentence, in order: the first `length` of `types`. */
interface TypeList {
  types: Int32Array;
  length: number;
}
const createTypeList = (): TypeList => ({ types: new Int32Array(1024), length: 0 });

/** Reads sentences as lists of types. A sentence of nothing but punctuation is read mark by mark. */
function createReader({ which, sentenceWords }: Corpus, { types, count }: WordTypes) {
  let limit = count;
  return {
    /** All that were read so far are below this. */
    get limit() {
      return limit;
    },
    /** Puts the types of sentence `s` into a list. */
    read(s: number, into: TypeList): void {
      const [first, end] = [sentenceWords[s]!, sentenceWords[s + 1]!];
      if (end - first > into.types.length) into.types = new Int32Array(2 * (end - first));
      into.length = 0;
      for (let w = first; w < end; w++) {
        const type = types[which.at(w)]!;
        if (type >= 0) into.types[into.length++] = type;
      }
      if (into.length > 0) return;
      for (let w = first; w < end; w++) {
        const type = count + which.at(w);
        into.types[into.length++] = type;
        limit = Math.max(limit, type + 1);
      }
    },
    release: () => release(types),
  };
}
type Reader = ReturnType<typeof createReader>;

/** Chains of sentences with the same hash, newest first. Arrays take a tenth of the memory of a Map. */
function createChains(size: number) {
  const mask = 2 ** Math.ceil(Math.log2(size + 2)) - 1;
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
  const chains = createChains(sentences);
  const [here, there] = [createTypeList(), createTypeList()];
  const areEqual = () => {
    if (here.length !== there.length) return false;
    for (let i = 0; i < here.length; i++) if (here.types[i] !== there.types[i]) return false;
    return true;
  };
  for (let s = 0; s < sentences; s++) {
    if (s % STRIDE === 0) yield s / sentences;
    reader.read(s, here);
    let hash = here.length;
    for (let i = 0; i < here.length; i++) hash = hash32(hash ^ here.types[i]!);
    hashes[s] = hash;
    let other = chains.first(hash);
    while (other >= 0 && hashes[other] !== hash) other = chains.after(other);
    if (other < 0) {
      chains.add(hash, s);
      continue;
    }
    reader.read(other, there);
    // Different sentences share a 32-bit hash once in four billion pairs; then a copy may be missed, no more.
    if (areEqual()) union.join(s, other);
  }
  chains.release();
  release(hashes);
}

/** Share of the work of finding near-duplicates that is hashing; the rest is comparing. */
const HASHING = 0.5;
/** Hashes that are kept at a time, four bytes each: of a text of very many sentences, those of a few bands. */
const MOST_HASHES = 24_000_000;

/**
 * The hash of each of `bands` bands, from number `from` on, of each of these sentences: [sentences, bands]. `sizes` takes
 * how many different types each has.
 */
function* signatures(
  reader: Reader,
  originals: Uint32Array,
  from: number,
  bands: number,
  sizes: Uint32Array,
) {
  const next = uniforms(key(EXAM_SEED, STREAM.duplicates));
  const factors = Int32Array.from({ length: BANDS * ROWS }, () => Math.floor(next() * 2 ** 31) | 1);
  const own = factors.subarray(from * ROWS, (from + bands) * ROWS);
  const least = new Uint32Array(own.length);
  const hashes = new Uint32Array(originals.length * bands);
  const seen = new Uint32Array(reader.limit);
  const list = createTypeList();
  for (let o = 0; o < originals.length; o++) {
    if (o % STRIDE === 0) yield o / originals.length;
    least.fill(2 ** 32 - 1);
    reader.read(originals[o]!, list);
    let size = 0;
    for (let t = 0; t < list.length; t++) {
      const type = list.types[t]!;
      if (seen[type] === o + 1) continue;
      seen[type] = o + 1;
      size++;
      const mixed = hash32(type);
      for (let i = 0; i < own.length; i++) {
        const product = Math.imul(mixed, own[i]!);
        const value = (product ^ (product >>> 15)) >>> 0;
        if (value < least[i]!) least[i] = value;
      }
    }
    sizes[o] = size;
    for (let b = 0; b < bands; b++) {
      let hash = from + b;
      for (let i = b * ROWS; i < (b + 1) * ROWS; i++) hash = hash32(hash ^ least[i]!);
      hashes[o * bands + b] = hash;
    }
  }
  release(seen);
  return hashes;
}

/** Those sentences that are the first of their group, ascending. */
function originalsOf(union: Union, sentences: number): Uint32Array<ArrayBuffer> {
  const originals = createNumbers(32);
  for (let s = 0; s < sentences; s++) if (union.isFirst(s)) originals.push(s);
  return originals.take();
}

/** Joins the sentences that share most of their words. */
function* joinNear(reader: Reader, union: Union, sentences: number) {
  const originals = originalsOf(union, sentences);
  const sizes = new Uint32Array(originals.length);
  const here = new Uint32Array(reader.limit);
  const there = new Uint32Array(reader.limit);
  const list = createTypeList();
  const chains = createChains(originals.length);
  let stamp = 0;

  const areAlike = (o: number, other: number) => {
    const [a, b] = [sizes[o]!, sizes[other]!];
    if (Math.min(a, b) < LEAST_SHARED * Math.max(a, b)) return false;
    let shared = 0;
    stamp++;
    reader.read(originals[other]!, list);
    for (let i = 0; i < list.length; i++) {
      const type = list.types[i]!;
      if (there[type] === stamp) continue;
      there[type] = stamp;
      if (here[type] === o + 1) shared++;
    }
    return shared >= LEAST_SHARED * (a + b - shared);
  };

  const atOnce = Math.min(BANDS, Math.max(1, Math.floor(MOST_HASHES / (originals.length + 1))));
  for (let from = 0; from < BANDS; from += atOnce) {
    const bands = Math.min(atOnce, BANDS - from);
    const done = (share: number) => (from + bands * share) / BANDS;
    const hashing = signatures(reader, originals, from, bands, sizes);
    let step = hashing.next();
    for (; !step.done; step = hashing.next()) yield done(HASHING * step.value);
    const hashes = step.value;
    for (let b = 0; b < bands; b++) {
      chains.clear();
      here.fill(0);
      for (let o = 0; o < originals.length; o++) {
        if (o % STRIDE === 0) {
          yield done(HASHING + ((1 - HASHING) * (b + o / originals.length)) / bands);
        }
        const hash = hashes[o * bands + b]!;
        let compared = 0;
        for (let other = chains.first(hash); other >= 0; other = chains.after(other)) {
          if (hashes[other * bands + b] !== hash) continue;
          if (compared === 0) {
            reader.read(originals[o]!, list);
            for (let i = 0; i < list.length; i++) here[list.types[i]!] = o + 1;
          }
          if (areAlike(o, other)) union.join(originals[o]!, originals[other]!);
          if (++compared === MOST_COMPARED) break;
        }
        chains.add(hash, o);
      }
    }
    release(hashes);
  }
  chains.release();
  release(originals, sizes, here, there);
}

/** Groups numbered in order of their first sentence. */
function numbered(firsts: Uint32Array<ArrayBuffer>): Pick<Duplicates, 'groups' | 'groupCount'> {
  // A group's first sentence comes before its others, so each entry can take the place of what it is made from.
  const groups = firsts;
  let groupCount = 0;
  for (let s = 0; s < groups.length; s++) {
    groups[s] = groups[s] === s ? groupCount++ : groups[groups[s]!]!;
  }
  return { groups, groupCount };
}

const sizeOfLargest = ({ groups, groupCount }: Pick<Duplicates, 'groups' | 'groupCount'>) => {
  const sizes = new Uint32Array(groupCount);
  for (const group of groups) sizes[group]!++;
  return sizes.reduce((a, b) => Math.max(a, b), 0);
};

/**
 * Finds sentences that repeat others, exactly or nearly: an exam on sentences that the model was trained on would
 * prove nothing. Finds all copies, and nearly all near-duplicates. Takes time linear in the text.
 *
 * A generator, so that the caller decides when to pause: it yields the share done, 0 to 1. Call it before
 * `corpus.words` and `corpus.which` are put aside; it closes the former.
 */
export function* findDuplicates(corpus: Corpus): Generator<number, Duplicates, undefined> {
  const sentences = corpus.sentenceWords.length - 1;
  const reader = createReader(corpus, yield* typesOf(corpus.words));
  corpus.words.close();
  const union = createUnion(sentences);
  for (const share of joinCopies(reader, union, sentences)) yield share * 0.2;
  const exact = numbered(union.firsts());
  for (const share of joinNear(reader, union, sentences)) yield 0.2 + share * 0.8;
  const all = numbered(union.firsts());
  const tooAlike = sizeOfLargest(all) > Math.max(MOST_TOGETHER * sentences, sizeOfLargest(exact));
  reader.release();
  release((tooAlike ? all : exact).groups);
  return {
    ...(tooAlike ? exact : all),
    copies: sentences - exact.groupCount,
    near: exact.groupCount - all.groupCount,
    tooAlike,
  };
}
