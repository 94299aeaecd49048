import { counted } from '../base/words';
import type { Encoded } from './reader';
import { PlayError } from './use';
import { isKnown, isWordy, quotedSome, unknownWords } from './words';

/**
 * Refuses texts of which the model has read less than half of the words: it would judge by what is left, and say so with
 * as much confidence as ever.
 *
 * @throws PlayError that names some of the words
 */
export function refuseUnread(...texts: readonly Encoded[]): void {
  const words = texts.flatMap((text) =>
    text.words.filter(isWordy).map((word) => isKnown(text, word)),
  );
  const known = words.filter(Boolean).length;
  if (2 * known >= words.length) return;
  const unread = unknownWords(...texts).filter(isWordy);
  throw new PlayError(
    `The model has read ${known === 0 ? 'none' : `only ${known}`} of ${counted(words.length, 'word')} here, so it cannot judge: not ${quotedSome(unread)}. Press “Another example” to see words that it knows.`,
  );
}
