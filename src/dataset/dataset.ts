import type { NumberList } from '../base/ascending';
import { createFirstSeen } from '../base/firstSeen';
import { createLongList } from '../base/longList';
import { key } from '../base/random';
import { release } from '../base/release';
import { EXAM_SEED, STREAM } from '../base/streams';
import type { EncodedText } from './encodedText';
import { makeUnits, packWindows, splitHeldOut, type Units, type Windows } from './units';

/** Fixed: the held-out sentences do not depend on the run's seed. */
const SPLIT_KEY = key(EXAM_SEED, STREAM.heldOut);
export const HELD_OUT_SHARE = 0.1;

/** An encoded text cut for training: units, held-out sentences, and windows of T tokens. */
export interface Dataset {
  readonly encoded: EncodedText;
  readonly sequenceLength: number;
  readonly units: Units;
  /** [S], 1 = held out */
  readonly heldOut: Uint8Array<ArrayBuffer>;
  readonly trainWindows: Windows;
  readonly heldOutWindows: Windows;
}

/** How a text is cut. */
export interface CutOptions {
  /** T: tokens of a window, [CLS] and [SEP] included */
  readonly sequenceLength: number;
  /** Whether repeated sentences, exact or near, stay together: all held out or all trained on */
  readonly keepTogether: boolean;
  /** Whether neighbouring sentences share a window; true if left out */
  readonly packSentences?: boolean;
  /** Draws which sentences are held out, for measurements over several splits; one and the same if left out */
  readonly splitKey?: number;
}

/**
 * The groups of the F sentences that have tokens: [F], numbered without gaps in the order of their first sentence. Where
 * sentences need not stay together, each is a group of its own.
 */
function filledGroups(
  groups: NumberList,
  isFilled: (s: number) => boolean,
  keepTogether: boolean,
): NumberList {
  const sentences = groups.length;
  let last = -1;
  let filled = 0;
  for (let s = 0; s < sentences; s++) {
    last = Math.max(last, groups.at(s)!);
    if (isFilled(s)) filled++;
  }
  if (keepTogether && filled === sentences) return groups;
  const own = createFirstSeen(createLongList());
  /** [groups] The number + 1 of each among those of filled sentences; 0 while it has none */
  const numbers = new Uint32Array(keepTogether ? last + 1 : 0);
  for (let s = 0; s < sentences; s++) {
    if (!isFilled(s)) continue;
    const group = groups.at(s)!;
    if (keepTogether && numbers[group] === 0) numbers[group] = own.count + 1;
    own.push(keepTogether ? numbers[group]! - 1 : own.count);
  }
  release(numbers);
  return own;
}

/** Which sentences are held out: [S]. Only sentences with tokens are counted and chosen. */
function split(
  { sentenceStarts, groups }: EncodedText,
  keepTogether: boolean,
  splitKey: number,
): Uint8Array<ArrayBuffer> {
  const sentences = sentenceStarts.length - 1;
  const isFilled = (s: number) => sentenceStarts.at(s)! < sentenceStarts.at(s + 1)!;
  const filled = filledGroups(groups, isFilled, keepTogether);
  const chosen = splitHeldOut(filled, HELD_OUT_SHARE, splitKey);
  if (filled === groups) return chosen;
  const heldOut = new Uint8Array(sentences);
  let i = 0;
  for (let s = 0; s < sentences; s++) if (isFilled(s)) heldOut[s] = chosen[i++]!;
  release(chosen);
  return heldOut;
}

/**
 * Cuts a text for training. The page's preview and the trainer both call this, so they show and use the same cut.
 *
 * @throws with fewer than two sentences: one is needed to learn from, and one is held out.
 */
export function makeDataset(
  encoded: EncodedText,
  { sequenceLength, keepTogether, packSentences = true, splitKey = SPLIT_KEY }: CutOptions,
): Dataset {
  const sentences = encoded.sentenceStarts.length - 1;
  if (sentences < 2) throw new Error(`makeDataset: ${sentences} sentences, at least 2 are needed`);
  const units = makeUnits(encoded, sequenceLength);
  const heldOut = split(encoded, keepTogether, splitKey);
  return {
    encoded,
    sequenceLength,
    units,
    heldOut,
    trainWindows: packWindows(units, heldOut, 0, sequenceLength, !packSentences),
    heldOutWindows: packWindows(units, heldOut, 1, sequenceLength, !packSentences),
  };
}
