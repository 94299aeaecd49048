import { key, uniforms } from '../../base/random';
import type { Values } from '../../protocol/uses';
import { ITEM_SEED } from '../use';
import { drawItems } from './items';
import { ALLOWED, LISTED_WORDS, thingsOf } from './kinds';
import { DRAWN, disguised, messageOf } from './language';

const lines = (words: readonly string[]) => words.join('\n');

/**
 * Messages that were never read: two with a disguised word, one honest one with the word of the message before, and one
 * under another market's rules, so that all can see that the list is only asked, never learned.
 */
export function example(at: number): Values {
  const turn = at % 4;
  const item = drawItems(at + 1, DRAWN.examples)[turn === 2 ? at - 1 : at]!;
  if (turn < 3) {
    const message = turn === 2 ? item.negatives[0]! : item.positive;
    return { message: message.text, list: lines(LISTED_WORDS) };
  }
  const forbidden = ALLOWED[Math.floor(at / 4) % ALLOWED.length]!;
  const next = uniforms(key(ITEM_SEED, DRAWN.examples, at));
  const thing = thingsOf(ALLOWED[(Math.floor(at / 4) + 1) % ALLOWED.length]!)[0]!;
  const message = messageOf([disguised(forbidden, thing)], ALLOWED, next);
  return { message: message.text, list: lines(thingsOf(forbidden)) };
}
