import { roomFor } from '../tokenizer/framing';
import { UNK_ID } from '../tokenizer/vocabulary';
import type { Dataset } from './dataset';

/** A sentence of the text and its N tokens. */
export interface EncodedSentence {
  /** Its number in the text */
  readonly index: number;
  readonly heldOut: boolean;
  readonly text: string;
  /** [N] */
  readonly ids: Int32Array;
  /** [N] UTF-16 offsets into `text` */
  readonly starts: Uint32Array;
  /** [N] */
  readonly ends: Uint32Array;
  /** [N] Tokens of one word have equal numbers. */
  readonly wordIds: Uint32Array;
}

/**
 * Chooses at most `most` sentences that are good to watch, by number: held out, in one window, without unknown
 * tokens, and short enough to read at a glance. The most typical of the text, by the frequency of their tokens, come
 * first. If there are none, asks for less, down to any sentence that fits a window.
 */
export function chooseSentencesToWatch(
  { encoded, heldOut, sequenceLength }: Pick<Dataset, 'encoded' | 'heldOut' | 'sequenceLength'>,
  most: number,
): number[] {
  const { ids, sentenceStarts, counts } = encoded;
  const room = roomFor(sequenceLength);
  const length = (s: number) => sentenceStarts[s + 1]! - sentenceStarts[s]!;
  const fits = (s: number) => length(s) > 0 && length(s) <= room;
  const whole = (s: number) =>
    fits(s) && !ids.subarray(sentenceStarts[s]!, sentenceStarts[s + 1]!).includes(UNK_ID);
  const short = (s: number) => length(s) >= 8 && length(s) <= 18;
  const held = (s: number) => heldOut[s] === 1;
  const typical = (s: number) => {
    let sum = 0;
    for (let i = sentenceStarts[s]!; i < sentenceStarts[s + 1]!; i++) {
      sum += Math.log(counts[ids[i]!]!);
    }
    return sum / length(s);
  };
  const demands = [
    (s: number) => held(s) && short(s) && whole(s),
    (s: number) => held(s) && whole(s),
    whole,
    fits,
  ];
  for (const meets of demands) {
    const list: { s: number; typicality: number }[] = [];
    for (let s = 0; s + 1 < sentenceStarts.length; s++) {
      if (meets(s)) list.push({ s, typicality: typical(s) });
    }
    if (list.length === 0) continue;
    // The sort is stable: of equally typical sentences the first in the text comes first.
    list.sort((a, b) => b.typicality - a.typicality);
    return list.slice(0, most).map(({ s }) => s);
  }
  return [];
}
