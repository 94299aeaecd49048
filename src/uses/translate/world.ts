import { key, uniformAt, uniforms } from '../../base/random';
import { wordsOf } from '../material';
import { ITEM_SEED, type World } from '../use';
import {
  ADJECTIVES,
  BEINGS,
  combinations,
  english,
  luvani,
  type Meaning,
  OBJECTS,
  PLACES,
  type Side,
  say,
  VERBS,
} from './language';
import { wordFilled } from './wordFilled';

export const PAIRS = 300;
/** Share of the combinations of two words that no training sentence has. */
const HELD_OUT = 0.25;
/** Share of sentences whose object is a being. */
const BEING_AS_OBJECT = 0.35;

const LANGUAGE_SEED = 19;
const TEXT = 1;
const EXAM = 2;
const SPLIT = 3;

/** Whether two words are never combined in training. */
export const isHeldOut = ([kind, a, b]: readonly [number, number, number]) =>
  uniformAt(key(LANGUAGE_SEED, SPLIT, kind), a * 32 + b) < HELD_OUT;

/** Draws a sentence of one of seven forms: up to two adjectives, or one and a place. */
function drawMeaning(next: () => number): Meaning {
  const one = (n: number) => Math.floor(next() * n);
  const form = one(7);
  const subject = one(BEINGS.length);
  const things = OBJECTS.length - BEINGS.length;
  const object = next() < BEING_AS_OBJECT ? things + one(BEINGS.length) : one(things);
  return {
    ...{ subject, object, verb: one(VERBS.length) },
    ...([1, 4, 6].includes(form) && { subjectIs: one(ADJECTIVES.length) }),
    ...([2, 5, 6].includes(form) && { objectIs: one(ADJECTIVES.length) }),
    ...([3, 4, 5].includes(form) && { place: one(PLACES.length), relation: one(2) }),
  };
}

/** Different sentences whose combinations are all of the training text, or none of them. */
function meanings(stream: number, count: number, heldOut: boolean): Meaning[] {
  const next = uniforms(key(stream === TEXT ? LANGUAGE_SEED : ITEM_SEED, stream));
  const drawn = new Map<string, Meaning>();
  while (drawn.size < count) {
    const meaning = drawMeaning(next);
    const isSelf = BEINGS[meaning.subject] === OBJECTS[meaning.object];
    if (isSelf || !combinations(meaning).every((pair) => isHeldOut(pair) === heldOut)) continue;
    drawn.set(english(meaning), meaning);
  }
  return [...drawn.values()];
}

let training: readonly Meaning[] | undefined;

/** What the training pairs say. */
export function trainingMeanings(): readonly Meaning[] {
  training ??= meanings(TEXT, PAIRS, false);
  return training;
}

/** The numbers of words, with the full stop, that a language's sentences have in training, ascending. */
export const lengthsIn = (side: Side): number[] =>
  [...new Set(trainingMeanings().map((meaning) => wordsOf(say(meaning, side)).length))].sort(
    (a, b) => a - b,
  );

/** Sentences of the exam, each in both languages. */
export const EXAM_SENTENCES = 60;

let exam: readonly Meaning[] | undefined;

/** The first sentences of the exam: no two words that belong together in one were ever together in training. */
export function examMeanings(count = EXAM_SENTENCES): readonly Meaning[] {
  exam ??= meanings(EXAM, EXAM_SENTENCES, true);
  return exam.slice(0, count);
}

export const world: World = {
  id: 'translate',
  recipe: { maxPositionEmbeddings: 21, maxSteps: 5000, weightDecay: 0.1 },
  passages: () => trainingMeanings().map((m) => [english(m), luvani(m)] as const),
  gate: {
    name: 'Word filled from the other language',
    chance: 1 / 48,
    from: 0.9,
    async measure(reader) {
      const scores = await wordFilled(reader, examMeanings(20));
      return scores.reduce((a, b) => a + b, 0) / scores.length;
    },
  },
};
