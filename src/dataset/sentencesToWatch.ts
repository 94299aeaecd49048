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
  const { tokens, sentenceStarts, counts } = encoded;
  const room = roomFor(sequenceLength);
  const length = (s: number) => -sentenceStarts.at(s)! + sentenceStarts.at(s + 1)!;
  const fits = (s: number) => length(s) > 0 && length(s) <= room;
  const idsOf = (s: number) => tokens.read(sentenceStarts.at(s)!, sentenceStarts.at(s + 1)!).ids;
  const whole = (s: number) => fits(s) && !idsOf(s).includes(UNK_ID);
  const short = (s: number) => length(s) >= 8 && length(s) <= 18;
  const held = (s: number) => heldOut[s] === 1;
  const typical = (s: number) => {
    let sum = 0;
    for (const id of idsOf(s)) sum += Math.log(counts[id]!);
    return sum / length(s);
  };
  const demands = [
    (s: number) => held(s) && short(s) && whole(s),
    (s: number) => held(s) && whole(s),
    whole,
    fits,
  ];
  for (const meets of demands) {
    /** The most typical so far, the best first; of equally typical sentences the first in the text comes first. */
    const list: { s: number; typicality: number }[] = [];
    for (let s = 0; s + 1 < sentenceStarts.length; s++) {
      if (!meets(s)) continue;
      const typicality = typical(s);
      if (list.length === most && typicality <= list[most - 1]!.typicality) continue;
      let place = list.length;
      while (place > 0 && list[place - 1]!.typicality < typicality) place--;
      list.splice(place, 0, { s, typicality });
      if (list.length > most) list.pop();
    }
    if (list.length > 0) return list.map(({ s }) => s);
  }
  return [];
}
