import { createAscending, type NumberList } from '../base/ascending';
import { createBits } from '../base/bits';
import { createNumbers } from '../base/numbers';
import { permutation } from '../base/random';
import { release } from '../base/release';
import { lastAtMost } from '../base/search';
import { createSmallCounts, type SmallCounts } from '../base/smallCounts';
import { roomFor } from '../tokenizer/framing';
import { BEGINS_WORD, type EncodedText } from './encodedText';

/** U units: each a sentence, or a part of one that is too long for a window. */
export interface Units {
  /** U */
  readonly count: number;
  /** [U + 1] index of the first token: each ends where the next begins. The last is N. */
  readonly starts: NumberList;
  /** [U] the sentence it belongs to. */
  readonly sentence: NumberList;
}

/** W windows: the runs of units that make up one training example each. */
export interface Windows {
  /** [W] */
  readonly firstUnit: Uint32Array<ArrayBuffer>;
  /** [W] inclusive. */
  readonly lastUnit: Uint32Array<ArrayBuffer>;
}

/** Bits of `windowEdges`. */
export const BEGINS = 1;
export const ENDS = 2;

/** [U] Whether each unit begins a window, ends one, or both */
export function windowEdges(unitCount: number, ...windows: readonly Windows[]): NumberList {
  const edges = createBits(2, unitCount);
  for (const { firstUnit, lastUnit } of windows) {
    for (const u of firstUnit) edges.set(u, BEGINS);
    for (const u of lastUnit) edges.set(u, ENDS);
  }
  return edges;
}

/** How many tokens of text fit into a window of `sequenceLength`: [CLS] and [SEP] take two places. */
function textLength(caller: string, sequenceLength: number): number {
  if (!(Number.isInteger(sequenceLength) && sequenceLength >= 3)) {
    throw new Error(`${caller}: sequenceLength ${sequenceLength} is not an integer of at least 3`);
  }
  return roomFor(sequenceLength);
}

/** Sentences between one that is asked for and the next, that are gone through one by one. */
const NEAR = 16;

/** [U] The sentence of each unit, found by its first token: a sentence without tokens is that of none. */
function sentencesOf(starts: NumberList, sentenceStarts: NumberList): NumberList {
  /** That of the last call: units are mostly read in order */
  let s = 0;
  const length = starts.length - 1;
  const at = (u: number): number | undefined => {
    if (!(u < length)) return undefined;
    const token = starts.at(u)!;
    if (sentenceStarts.at(s)! > token) s = lastAtMost(sentenceStarts, token);
    for (let step = 0; sentenceStarts.at(s + 1)! <= token; step++) {
      if (step < NEAR) s++;
      else s = lastAtMost(sentenceStarts, token);
    }
    return s;
  };
  return {
    length,
    at,
    *[Symbol.iterator]() {
      for (let u = 0; u < length; u++) yield at(u)!;
    },
  };
}

/**
 * Cuts a text into units of at most `roomFor(sequenceLength)` tokens. Nothing is dropped: units are
 * contiguous and cover every token. A long sentence is cut at the last word boundary that leaves
 * the part at least half full, else inside the word.
 *
 * @throws if sequenceLength < 3.
 */
export function makeUnits(
  { tokens, sentenceStarts }: Pick<EncodedText, 'tokens'> & { readonly sentenceStarts: NumberList },
  sequenceLength: number,
): Units {
  const most = textLength('makeUnits', sequenceLength);
  const starts = createAscending();
  let at = 0;
  for (let s = 1; s < sentenceStarts.length; s++) {
    const sentenceEnd = sentenceStarts.at(s)!;
    while (at < sentenceEnd) {
      let end = Math.min(at + most, sentenceEnd);
      if (end < sentenceEnd) {
        const { marks } = tokens.read(at, end + 1);
        let cut = most;
        while (cut > 0 && !(marks[cut]! & BEGINS_WORD)) cut--;
        if (2 * cut >= most) end = at + cut;
      }
      starts.push(at);
      at = end;
    }
  }
  const count = starts.length;
  starts.push(at);
  return { count, starts, sentence: sentencesOf(starts, sentenceStarts) };
}

/** How many sentences each group has. */
function sizesOf(groups: NumberList, groupCount: number): Pick<SmallCounts, 'at' | 'release'> {
  if (groupCount === groups.length) return { at: () => 1, release: () => {} };
  const sizes = createSmallCounts();
  for (let group = 0; group < groupCount; group++) sizes.push(0);
  for (let s = 0; s < groups.length; s++) sizes.increase(groups.at(s)!, 1);
  return sizes;
}

/**
 * Chooses the sentences for the exam: [S], 1 = held out. About `heldOutShare` of them, but at least one, and at
 * least one is left to learn from. Drawn without replacement under `seedKey` (from base/random).
 *
 * A group of sentences stays together, and the share is met as well as groups allow. Only if all sentences are one
 * group is that group divided.
 *
 * @param groups [S] numbered from 0 without gaps
 *
 * @throws with fewer than two sentences, or a share outside [0, 1].
 */
export function splitHeldOut(
  groups: NumberList,
  heldOutShare: number,
  seedKey: number,
): Uint8Array<ArrayBuffer> {
  const sentences = groups.length;
  if (!(sentences >= 2)) {
    throw new Error(`splitHeldOut: ${sentences} sentences cannot be split, 2 are needed`);
  }
  if (!(heldOutShare >= 0 && heldOutShare <= 1)) {
    throw new Error(`splitHeldOut: heldOutShare ${heldOutShare} is not in [0, 1]`);
  }
  let groupCount = 0;
  for (let s = 0; s < sentences; s++) groupCount = Math.max(groupCount, groups.at(s)! + 1);
  const wanted = Math.min(sentences - 1, Math.max(1, Math.round(sentences * heldOutShare)));
  if (groupCount === 1) {
    const heldOut = new Uint8Array(sentences);
    for (const s of permutation(seedKey, sentences).subarray(0, wanted)) heldOut[s] = 1;
    return heldOut;
  }
  const sizes = sizesOf(groups, groupCount);
  const chosen = createBits(1, groupCount);
  const order = permutation(seedKey, groupCount);
  let held = 0;
  for (const group of order) {
    if (held === wanted) break;
    if (held + sizes.at(group) > wanted) continue;
    chosen.set(group, 1);
    held += sizes.at(group);
  }
  if (held === 0) {
    // Every group is too large: take the smallest, the first drawn of those.
    const smallest = order.reduce((best, group) =>
      sizes.at(group) < sizes.at(best) ? group : best,
    );
    chosen.set(smallest, 1);
  }
  sizes.release();
  release(order);
  const heldOut = new Uint8Array(sentences);
  for (let s = 0; s < sentences; s++) heldOut[s] = chosen.at(groups.at(s)!);
  chosen.release();
  return heldOut;
}

/**
 * Packs the units of one split (`which`: 0 = training, 1 = held out) into windows. Units that are neighbours in the
 * text and of the same split share a window as long as their tokens fit into `roomFor(sequenceLength)`. So a window is
 * always a stretch of the text and never mixes splits. With `alone` each unit has a window to itself.
 *
 * @throws if sequenceLength < 3 or a unit alone does not fit.
 */
export function packWindows(
  units: Units,
  heldOut: Uint8Array,
  which: 0 | 1,
  sequenceLength: number,
  alone = false,
): Windows {
  const most = textLength('packWindows', sequenceLength);
  const first = createNumbers(32);
  const last = createNumbers(32);
  /** The window that is being filled: its first and its last unit, and its tokens */
  let open = -1;
  let before = -1;
  let filled = 0;
  for (let u = 0; u < units.count; u++) {
    if (heldOut[units.sentence.at(u)!] !== which) continue;
    const start = units.starts.at(u)!;
    const length = units.starts.at(u + 1)! - start;
    if (length > most) {
      throw new Error(`packWindows: unit ${u} has ${length} tokens, a window holds ${most}`);
    }
    if (!alone && open >= 0 && before === u - 1 && filled + length <= most) {
      filled += length;
    } else {
      if (open >= 0) last.push(before);
      open = u;
      first.push(u);
      filled = length;
    }
    before = u;
  }
  if (open >= 0) last.push(before);
  return { firstUnit: first.take(), lastUnit: last.take() };
}
