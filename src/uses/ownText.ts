import { key, permutation } from '../base/random';
import { type Desk, ITEM_SEED } from './use';

/** The share that is asked about; rivals learn from all the rest. */
const SHARE = 0.1;

export interface OwnSplit {
  /** What rivals learn from */
  readonly read: readonly string[];
  /** Sentences to ask about, in an order that is drawn; none of them is in `read` */
  readonly asked: readonly string[];
  /** Said after a title: what is known of whether the model read what it is asked */
  readonly note: string;
}

/**
 * Parts a person's text for an exam: a tenth of it, of what the model did not learn from if that is known, and the rest. A
 * model that learned from elsewhere read none of it, while the rivals read the rest.
 */
export function ownSplit({ sentences, heldOut }: Desk): OwnSplit {
  const isHeld = heldOut.length > 0;
  const from = [...new Set(isHeld ? heldOut : sentences)];
  const order = permutation(key(ITEM_SEED, 5), from.length);
  const count = Math.ceil(new Set(sentences).size * SHARE);
  const asked = Array.from(order.subarray(0, count), (i) => from[i]!);
  const without = new Set(asked);
  return {
    read: sentences.filter((sentence) => !without.has(sentence)),
    asked,
    note: isHeld ? '' : ' (in sentences that the model may have read)',
  };
}
