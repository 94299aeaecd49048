import { hash32, key, uniforms } from '../base/random';
import { EXAM_SEED, STREAM } from '../base/streams';
import type { Corpus } from '../corpus/corpus';

/** Sentences are near-duplicates if they share at least this part of the words that either has (Jaccard). */
export const LEAST_SHARED = 0.8;
/** Where more of the sentences hang together, being alike means nothing in this text: only copies count. */
const MOST_TOGETHER = 0.3;
/**
 * MinHash (Broder 1997) in bands (Indyk and Motwani 1998): sentences that agree in all ROWS values of one of
 * BANDS bands are compared. Of pairs that share 0.8 of their words 98.6 % are, of those that share 0.9 all but
 * one in 2600.
 */
const BANDS = 6;
const ROWS = 3;
/** Sentences of one band that each is compared with, at most: a bound on the work, however alike all are. */
const MOST_COMPARED = 8;
/** Sentences between two yields: about a millisecond. */
const STRIDE = 512;

/** Which sentences repeat others. */
export interface Duplicates {
  /** [S] The number of the group of each sentence; groups are numbered in order of their first sentence. */
  readonly groups: Uint32Array<ArrayBuffer>;
  /** Number of groups */
  readonly groupCount: number;
  /** Sentences that say, word for word, what one before says; case and punctuation aside */
  readonly copies: number;
  /** Further sentences that share most words with one before */
  readonly near: number;
  /** Whether so many are alike that `groups` holds only copies together */
  readonly tooAlike: boolean;
}

const WORDY = /[\p{L}\p{N}]/u;

/** [U] A number for each different word: equal for those that differ in case only, -1 for punctuation. */
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

/** Union-find in which the first sentence of a group stands for it. */
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

/** Reads the words of sentences by their types; a sentence of punctuation alone, as it is written. */
function createReader({ words, which, sentenceWords }: Corpus) {
  const types = typesOf(words);
  const typed = types.reduce((most, type) => Math.max(most, type), 0) + 1;
  const list: number[] = [];
  return {
    /** Types are below this. */
    limit: typed + words.length,
    /** Of sentence `s`, in order; the same array each time. */
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

/** Chains of the sentences with one hash, the newest first, in arrays: a Map would take ten times the memory. */
function createChains(size: number) {
  const mask = 2 ** Math.ceil(Math.log2(2 * size + 2)) - 1;
  const heads = new Uint32Array(mask + 1);
  const next = new Uint32Array(size);
  return {
    /** Those added before under this hash, or another that shares its place; -1 ends. */
    first: (hash: number) => heads[hash & mask]! - 1,
    after: (s: number) => next[s]! - 1,
    add(hash: number, s: number) {
      next[s] = heads[hash & mask]!;
      heads[hash & mask] = s + 1;
    },
  };
}

/** Joins the sentences of equal types in equal order. */
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
    // Two texts of one hash of 32 bits: one in four thousand million, and then only a repeat is missed.
    if (here.length === there.length && here.every((type, i) => type === there[i])) {
      union.join(s, other);
    }
  }
}

/** Share of the work of finding near repeats that goes into hashing; the rest compares. */
const HASHING = 0.5;

/** Hashes of the BANDS bands of each sentence: [S, BANDS]; and how many different types it has, [S]. */
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
 * Finds the sentences that repeat others, word for word or nearly, since a model that is examined on what it
 * has been trained on shows nothing. All copies are found, of near-duplicates nearly all. The work is linear in
 * the text.
 *
 * A generator, so that the caller decides when to rest: it yields the share done, 0 to 1. The corpus' words must
 * not be put aside yet.
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
