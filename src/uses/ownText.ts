import { key, permutation } from '../base/random';
import { type Desk, ITEM_SEED } from './use';

/** A tenth is kept from rivals where the model kept none. */
const SHARE = 0.1;

export interface OwnSplit {
  /** What rivals learn from */
  readonly read: readonly string[];
  /** Sentences to ask about, in an order that is drawn; none of them is in `read` */
  readonly asked: readonly string[];
  /** Said after a title: what is known of whether the model read what it is asked */
  readonly note: string;
}

/** Parts a person's text for an exam: what the model kept out of its training, if it did, and the rest. */
export function ownSplit({ sentences, heldOut }: Desk): OwnSplit {
  const isHeld = heldOut.length > 0;
  const from = isHeld ? heldOut : [...new Set(sentences)];
  const count = isHeld ? from.length : Math.ceil(from.length * SHARE);
  const order = permutation(key(ITEM_SEED, 5), from.length);
  const asked = Array.from(order.subarray(0, count), (i) => from[i]!);
  const without = new Set(asked);
  return {
    read: sentences.filter((sentence) => !without.has(sentence)),
    asked,
    note: isHeld ? '' : ' (in sentences that the model may have read)',
  };
}
