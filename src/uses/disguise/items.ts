import { key, uniforms } from '../../base/random';
import { ITEM_SEED } from '../use';
import { ALLOWED, type Kind, LISTED, type ListedKind, thingsOf } from './kinds';
import {
  DRAWN,
  disguised,
  type Message,
  messageOf,
  pick,
  type Said,
  SWAP_SHARE,
  unusual,
} from './language';

/** A message in which a word that is allowed stands in the place of one that is not, and honest ones with the same word. */
export interface Item {
  readonly positive: Message;
  readonly code: string;
  /** What the code word stands for */
  readonly meant: ListedKind;
  readonly negatives: readonly Message[];
}

const NEGATIVES = 9;

/**
 * Messages with disguised words, as many of each kind. The honest ones use the same word as it is meant, with clues that
 * the model never read beside it, and in an aside they too name a place where what is forbidden is found.
 */
export function drawItems(count: number, stream: number = DRAWN.items): readonly Item[] {
  const next = uniforms(key(ITEM_SEED, stream));
  return Array.from({ length: count }, (_, i) => {
    const meant = LISTED[i % LISTED.length]!;
    const own = pick(ALLOWED, next);
    const code = pick(thingsOf(own), next);
    const others = ALLOWED.filter((kind) => kind !== own);
    const message = (said: Said, asideOf: readonly Kind[]) => {
      if (next() >= SWAP_SHARE) return messageOf([said], asideOf, next);
      const other = pick(others, next);
      const beside = unusual(other, pick(thingsOf(other), next));
      return messageOf(next() < 0.5 ? [said, beside] : [beside, said], asideOf, next);
    };
    return {
      ...{ code, meant },
      positive: message(disguised(meant, code), ALLOWED),
      negatives: Array.from({ length: NEGATIVES }, () => message(unusual(own, code), [meant])),
    };
  });
}
