import { key, permutation } from '../../base/random';
import text from '../../corpus/builtIn/lanterns.txt?raw';
import { splitSentences } from '../../corpus/sentences';
import { wordsOf } from '../material';
import { ITEM_SEED } from '../use';

const HELD_OUT_SHARE = 0.1;
const STREAM = 0x5707;

export interface Story {
  readonly read: readonly string[];
  /** A tenth of its different sentences, which are nowhere in what is read */
  readonly heldOut: readonly string[];
}

let story: Story | undefined;

/** “Thirty nights at the harbour”, in sentences. Those that return word for word are read, so that none gives itself away. */
export function thirtyNights(): Story {
  if (story) return story;
  const sentences = splitSentences(text, 'en').map(({ start, end }) => text.slice(start, end));
  const plain = sentences.map((sentence) => wordsOf(sentence).join(' '));
  const counts = new Map<string, number>();
  for (const one of plain) counts.set(one, (counts.get(one) ?? 0) + 1);
  const single = sentences.flatMap((_, s) => (counts.get(plain[s]!) === 1 ? [s] : []));
  const order = permutation(key(ITEM_SEED, STREAM), single.length);
  const wanted = Math.round(single.length * HELD_OUT_SHARE);
  const held = new Set(Array.from(order.subarray(0, wanted), (i) => single[i]!));
  story = {
    read: sentences.filter((_, s) => !held.has(s)),
    heldOut: sentences.filter((_, s) => held.has(s)),
  };
  return story;
}
