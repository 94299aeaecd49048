import { key, permutation, uniforms } from '../../base/random';
import { ITEM_SEED } from '../use';
import {
  ACTS,
  actNames,
  type Dialogue,
  fits,
  heldOutDialogues,
  ITEMS,
  type Item,
  itemNames,
  pick,
  replyOf,
} from './language';

/** Replies to choose from */
export const CANDIDATES = 10;

/** One question of the exam: what is said, and ten replies of which one fits. */
export interface Choice {
  readonly dialogue: Dialogue;
  readonly replies: readonly string[];
  /** Place of the one that fits */
  readonly right: number;
}

/**
 * Ten replies to what is said, all put the same way: the one that fits, three about parts of other items with words that
 * answer this question, three about parts of the right item with words that answer other questions, and three that do
 * neither. An item that is only mentioned is among the others, in both kinds.
 */
export function choiceOf(dialogue: Dialogue, k: number): Choice {
  const { item, act, aside, put } = dialogue;
  const next = uniforms(k);
  const others = shuffled(
    itemNames.filter((other) => other !== item && other !== aside),
    key(k, 1),
  );
  const named: readonly Item[] = [...(aside ? [aside] : []), ...others];
  const otherActs = actNames.filter((other) => other !== act);
  const part = (of: Item) => pick(ITEMS[of], next);
  const state = (of: (typeof actNames)[number]) => pick(ACTS[of].states, next);
  const replies = [
    dialogue.reply,
    ...[0, 1, 2].map((i) => replyOf(part(named[i]!), state(act), put)),
    ...otherActs.map((other) => replyOf(part(item), state(other), put)),
    ...otherActs.map((other, i) => replyOf(part(named[i + (aside ? 0 : 3)]!), state(other), put)),
  ];
  const order = permutation(key(k, 2), replies.length);
  return {
    dialogue,
    replies: Array.from(order, (place) => replies[place]!),
    right: order.indexOf(0),
  };
}

function shuffled<T>(of: readonly T[], k: number): T[] {
  return Array.from(permutation(k, of.length), (place) => of[place]!);
}

/** Numbers of the streams of the exam's choices, under `ITEM_SEED` */
const STREAMS = { hard: 3, random: 5 } as const;

/** The exam: choices about held-out pairs of item and question. */
export const choices = (count: number): readonly Choice[] =>
  heldOutDialogues(count).map((dialogue, i) => choiceOf(dialogue, key(ITEM_SEED, STREAMS.hard, i)));

/** The same questions with the replies to nine other questions, drawn at random from those that do not fit. */
export function randomChoices(count: number): readonly Choice[] {
  const dialogues = heldOutDialogues(count);
  return dialogues.map((dialogue, i) => {
    const k = key(ITEM_SEED, STREAMS.random, i);
    const others = new Set(dialogues.map(({ reply }) => reply));
    const wrong = [...others].filter((reply) => !fits(dialogue.utterance, reply));
    const replies = shuffled(wrong, k).slice(0, CANDIDATES - 1);
    const right = i % CANDIDATES;
    return { dialogue, replies: replies.toSpliced(right, 0, dialogue.reply), right };
  });
}

/**
 * What a choice is worth by these scores of its candidates: 1 where the right one has the highest, a half where it shares
 * that with one other, and so on.
 */
export function hit(scores: ArrayLike<number>, right: number): number {
  let equal = 0;
  for (let i = 0; i < scores.length; i++) {
    if (scores[i]! > scores[right]!) return 0;
    if (scores[i]! === scores[right]!) equal++;
  }
  return 1 / equal;
}
