import { hash32, key, uniforms } from '../base/random';
import { EXAM_SEED, STREAM } from '../base/streams';
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
/** Sentences between two yields: about a millisecond. */
const STRIDE = 512;

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

/** [U] A number for each different word: words that differ only in case share one; punctuation has -1. */
function typesOf(words: readonly string[]): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(words, (word) => {
    if (!WORDY.test(word)) return -1;
    const plain = word.toLowerCase();
    const number = numbers.get(plain) ?? numbers.size;
    numbers.set(plain, number);
    return number;
  });
}

/** Union-find; the first sentence of a group represents it. */
function createUnion(size: number) {
  const parent = Uint32Array.from({ length: size }, (_, i) => i);
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
    firsts: () => Uint32Array.from(parent, (_, i) => find(i)),
    isFirst: (i: number) => parent[i] === i,
    join(i: number, j: number) {
      const [a, b] = [find(i), find(j)];
      parent[Math.max(a, b)] = Math.min(a, b);
    },
  };
}
type Union = ReturnType<typeof createUnion>;

/** Reads sentences as lists of types. A sentence of nothing but punctuation is read mark by mark. */
function createReader({ words, which, sentenceWords }: Corpus) {
  const types = typesOf(words);
  const typed = types.reduce((most, type) => Math.max(most, type), 0) + 1;
  const list: number[] = [];
  return {
    /** Types are below this. */
    limit: typed + words.length,
    /** The types of sentence `s`, in order. Returns the same array each time. */
    typesIn(s: number): readonly number[] {
      list.length = 0;
      const end = sentenceWords[s + 1]!;
      for (let w = sentenceWords[s]!; w < end; w++) {
        const type = types[which.at(w)]!;
        if (type >= 0) list.push(type);
      }
      if (list.length > 0) return list;
      for (let w = sentenceWords[s]!; w < end; w++) list.push(typed + which.at(w));
      return list;
    },
  };
}
type Reader = ReturnType<typeof createReader>;

/** Chains of sentences with the same hash, newest first. Arrays take a tenth of the memory of a Map. */
function createChains(size: number) {
  const mask = 2 ** Math.ceil(Math.log2(2 * size + 2)) - 1;
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
  };
}

/** Joins the sentences that have the same types in the same order. */
function* joinCopies(reader: Reader, union: Union, sentences: number) {
  const hashes = new Uint32Array(sentences);
  const chains = createChains(sentences);
  for (let s = 0; s < sentences; s++) {
    if (s % STRIDE === 0) yield s / sentences;
    const list = reader.typesIn(s);
    hashes[s] = list.reduce((hash, type) => hash32(hash ^ type), list.length);
    let other = chains.first(hashes[s]!);
    while (other >= 0 && hashes[other] !== hashes[s]) other = chains.after(other);
    if (other < 0) {
      chains.add(hashes[s]!, s);
      continue;
    }
    const here = [...list];
    const there = reader.typesIn(other);
    // Different sentences share a 32-bit hash once in four billion pairs; then a copy may be missed, no more.
    if (here.length === there.length && here.every((type, i) => type === there[i])) {
      union.join(s, other);
    }
  }
}

/** Share of the work of finding near-duplicates that is hashing; the rest is comparing. */
const HASHING = 0.5;

/** The hash of each band of each sentence, [S, BANDS], and how many different types it has, [S]. */
function* signatures(reader: Reader, isFirst: (s: number) => boolean, sentences: number) {
  const next = uniforms(key(EXAM_SEED, STREAM.duplicates));
  const factors = Int32Array.from({ length: BANDS * ROWS }, () => Math.floor(next() * 2 ** 31) | 1);
  const least = new Uint32Array(factors.length);
  const bands = new Uint32Array(sentences * BANDS);
  const sizes = new Uint32Array(sentences);
  const seen = new Uint32Array(reader.limit);
  for (let s = 0; s < sentences; s++) {
    if (s % STRIDE === 0) yield (HASHING * s) / sentences;
    if (!isFirst(s)) continue;
    least.fill(2 ** 32 - 1);
    for (const type of reader.typesIn(s)) {
      if (seen[type] === s + 1) continue;
      seen[type] = s + 1;
      sizes[s]!++;
      const mixed = hash32(type);
      for (let i = 0; i < factors.length; i++) {
        const product = Math.imul(mixed, factors[i]!);
        const value = (product ^ (product >>> 15)) >>> 0;
        if (value < least[i]!) least[i] = value;
      }
    }
    for (let b = 0; b < BANDS; b++) {
      let hash = b;
      for (let i = b * ROWS; i < (b + 1) * ROWS; i++) hash = hash32(hash ^ least[i]!);
      bands[s * BANDS + b] = hash;
    }
  }
  return { bands, sizes };
}

/** Joins the sentences that share most of their words. */
function* joinNear(reader: Reader, union: Union, sentences: number) {
  const { isFirst } = union;
  const copies = union.firsts();
  const isOriginal = (s: number) => copies[s] === s;
  const { bands, sizes } = yield* signatures(reader, isFirst, sentences);
  const here = new Uint32Array(reader.limit);
  const there = new Uint32Array(reader.limit);
  let stamp = 0;

  const areAlike = (s: number, other: number) => {
    const [a, b] = [sizes[s]!, sizes[other]!];
    if (Math.min(a, b) < LEAST_SHARED * Math.max(a, b)) return false;
    let shared = 0;
    stamp++;
    for (const type of reader.typesIn(other)) {
      if (there[type] === stamp) continue;
      there[type] = stamp;
      if (here[type] === s + 1) shared++;
    }
    return shared >= LEAST_SHARED * (a + b - shared);
  };

  for (let band = 0; band < BANDS; band++) {
    const chains = createChains(sentences);
    here.fill(0);
    for (let s = 0; s < sentences; s++) {
      if (s % STRIDE === 0) yield HASHING + ((1 - HASHING) * (band + s / sentences)) / BANDS;
      if (!isOriginal(s)) continue;
      const hash = bands[s * BANDS + band]!;
      let compared = 0;
      for (let other = chains.first(hash); other >= 0; other = chains.after(other)) {
        if (bands[other * BANDS + band] !== hash) continue;
        if (compared === 0) for (const type of reader.typesIn(s)) here[type] = s + 1;
        if (areAlike(s, other)) union.join(s, other);
        if (++compared === MOST_COMPARED) break;
      }
      chains.add(hash, s);
    }
  }
}

/** Groups numbered in order of their first sentence. */
function numbered(firsts: Uint32Array): Pick<Duplicates, 'groups' | 'groupCount'> {
  const groups = new Uint32Array(firsts.length);
  let groupCount = 0;
  for (let s = 0; s < firsts.length; s++) {
    groups[s] = firsts[s] === s ? groupCount++ : groups[firsts[s]!]!;
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
 * `corpus.which.putAside()`.
 */
export function* findDuplicates(corpus: Corpus): Generator<number, Duplicates, undefined> {
  const sentences = corpus.sentenceWords.length - 1;
  const reader = createReader(corpus);
  const union = createUnion(sentences);
  for (const share of joinCopies(reader, union, sentences)) yield share * 0.2;
  const exact = numbered(union.firsts());
  for (const share of joinNear(reader, union, sentences)) yield 0.2 + share * 0.8;
  const all = numbered(union.firsts());
  const tooAlike = sizeOfLargest(all) > Math.max(MOST_TOGETHER * sentences, sizeOfLargest(exact));
  return {
    ...(tooAlike ? exact : all),
    copies: sentences - exact.groupCount,
    near: exact.groupCount - all.groupCount,
    tooAlike,
  };
}
