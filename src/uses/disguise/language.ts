import { key, permutation, uniforms } from '../../base/random';
import { ITEM_SEED } from '../use';
import { type Clue, cluesOf, heldOutClue, type Kind, kindNames, thingsOf } from './kinds';

/** In a pattern `_` is the thing, and these are the clues to its kind. */
const CLUES = { '=': 'is', '@': 'at', '+': 'has', '!': 'to' } as const satisfies Readonly<
  Record<string, Clue>
>;

/** What one says of a thing: with two clues, most of them apart from it, or with one. */
const DESCRIPTIONS = [
  '_ from the @ with a +',
  '_ with a + from the @',
  '_ that is = and has a +',
  '_ to ! at the @',
  '= _ from the @',
  '= _ to !',
  '_ with a +',
  '_ to !',
  '= _',
] as const;

/** Messages about one thing, `*` being its description. */
const OFFERS = [
  'I sell a *.',
  'Who wants a *?',
  'I am looking for a *.',
  'For today I have a *.',
  'My friend offers a *.',
] as const;

/** Messages about one thing in other words. */
const REMARKS = [
  'My _ is = and I ! it at the @.',
  'The + of my _ is =.',
  'You can ! this _, it is =.',
  'At the @ I ! my _.',
  'The _ is still = and has a +.',
  'My _ has a +.',
  'My _ is =.',
  'I ! my _.',
] as const;

/** Messages about two things. */
const SWAPS = ['I swap a * for a *.', 'I offer a * for a *.', 'Give me a * for a *.'] as const;

/** Said before or after, with a place that has nothing to do with the thing. */
const ASIDES = ['Meet me near the @.', 'I live by the @.', 'I walk by the @ every day.'] as const;
const SMALL_TALK = ['Good morning.', 'Write to me.', 'No hurry.', 'It is cheap.'] as const;

/** A thing as it is spoken of: the clues are those of `like`. */
export interface Part {
  readonly thing: string;
  /** The kind whose clues stand around it; its own, unless the word is a disguise */
  readonly like: Kind;
  readonly clues: readonly string[];
}

export interface Message {
  readonly text: string;
  readonly parts: readonly Part[];
  /** The place of an aside */
  readonly aside: string | undefined;
}

export type Next = () => number;
export const pick = <T>(of: readonly T[], next: Next): T => of[Math.floor(next() * of.length)]!;

/** What is said of a thing. */
export interface Said {
  readonly thing: string;
  readonly like: Kind;
  /** Which clue of a sort */
  readonly clue: (clue: Clue, next: Next) => string;
}

/** A thing of a kind, with clues that the model reads beside it. */
export function usual(kind: Kind, next: Next): Said {
  const thing = pick(thingsOf(kind), next);
  return {
    ...{ thing, like: kind },
    clue: (clue) =>
      pick(
        cluesOf(kind, clue).filter((word) => word !== heldOutClue(kind, thing, clue)),
        next,
      ),
  };
}

/** A thing of a kind, with clues that the model never reads beside it. */
export const unusual = (kind: Kind, thing: string): Said => ({
  ...{ thing, like: kind },
  clue: (clue) => heldOutClue(kind, thing, clue),
});

/** A thing that stands where one of another kind would. */
export const disguised = (kind: Kind, thing: string): Said => ({
  ...{ thing, like: kind },
  clue: (clue, next) => pick(cluesOf(kind, clue), next),
});

function fill(pattern: string, { thing, like, clue }: Said, next: Next): [string, Part] {
  const clues: string[] = [];
  const text = pattern.replace(/[_=@+!]/g, (sign) => {
    if (sign === '_') return thing;
    const word = clue(CLUES[sign as keyof typeof CLUES], next);
    clues.push(word);
    return word;
  });
  return [text, { thing, like, clues }];
}

const ASIDE_SHARE = 0.4;
const TALK_SHARE = 0.3;

/**
 * A message about one thing or two.
 *
 * @param asideOf the kinds whose place an aside may name
 */
export function messageOf(said: readonly Said[], asideOf: readonly Kind[], next: Next): Message {
  const parts: Part[] = [];
  const described = (pattern: string) =>
    said.reduce((text, one) => {
      const [words, part] = fill(pick(DESCRIPTIONS, next), one, next);
      parts.push(part);
      return text.replace('*', words);
    }, pattern);
  if (said.length === 2) {
    return { text: described(pick(SWAPS, next)), parts, aside: undefined };
  }
  let text: string;
  if (next() < 0.5) {
    text = described(pick(OFFERS, next));
  } else {
    const [words, part] = fill(pick(REMARKS, next), said[0]!, next);
    text = words;
    parts.push(part);
  }
  const u = next();
  if (u >= ASIDE_SHARE + TALK_SHARE) return { text, parts, aside: undefined };
  const aside = u < ASIDE_SHARE ? pick(cluesOf(pick(asideOf, next), 'at'), next) : undefined;
  const more = aside ? pick(ASIDES, next).replace('@', aside) : pick(SMALL_TALK, next);
  return { text: next() < 0.5 ? `${more} ${text}` : `${text} ${more}`, parts, aside };
}

/** Numbers of the streams that messages are drawn from, under `ITEM_SEED`. */
export const DRAWN = { training: 1, items: 2, labelled: 3, examples: 4 } as const;

/** So many of the messages are about two things. */
export const SWAP_SHARE = 0.4;

/** The messages that the model reads: as many about each kind, every word in a place of its own, in random order. */
export function trainingMessages(count: number): readonly Message[] {
  const next = uniforms(key(ITEM_SEED, DRAWN.training));
  const places = permutation(key(ITEM_SEED, DRAWN.training, 1), count);
  const messages = new Array<Message>(count);
  places.forEach((place, i) => {
    const kind = kindNames[i % kindNames.length]!;
    const others = kindNames.filter((other) => other !== kind);
    const said = [usual(kind, next)];
    if (next() < SWAP_SHARE) said.push(usual(pick(others, next), next));
    messages[place] = messageOf(said, others, next);
  });
  return messages;
}
