import { key, permutation, uniforms } from '../../base/random';
import { ITEM_SEED } from '../use';

/** What is offered at the market, by kind, and what is said of each kind: how it is, where it is, what it has, what one does. */
export const KINDS = {
  tickets: {
    things: 'ticket pass wristband voucher stub coupon permit booking',
    is: 'numbered transferable stamped valid',
    at: 'concert stadium theatre festival',
    has: 'barcode row hologram date',
    to: 'scan redeem validate cancel',
  },
  fireworks: {
    things: 'rocket sparkler banger firecracker flare squib petard fountain',
    is: 'smoky bright loud flammable',
    at: 'bonfire rooftop quarry parade',
    has: 'fuse spark crackle casing',
    to: 'light launch ignite detonate',
  },
  animals: {
    things: 'puppy kitten hamster rabbit gerbil ferret chinchilla squirrel',
    is: 'tame playful hungry sleepy',
    at: 'cage kennel barn hutch',
    has: 'tail snout whisker paw',
    to: 'feed stroke groom adopt',
  },
  fruit: {
    things: 'melon banana pear plum peach cherry lemon mango',
    is: 'ripe juicy sweet sour',
    at: 'orchard grocer pantry grove',
    has: 'peel pip stem core',
    to: 'eat slice squeeze bake',
  },
  tools: {
    things: 'hammer saw drill chisel spanner wrench mallet rasp',
    is: 'sharp rusty heavy blunt',
    at: 'workshop garage toolbox shed',
    has: 'grip shaft blade handle',
    to: 'sharpen oil swing grind',
  },
  books: {
    things: 'novel diary dictionary cookbook comic textbook manual thriller',
    is: 'printed signed thrilling faded',
    at: 'library bookshelf classroom archive',
    has: 'cover preface glossary bookmark',
    to: 'read quote translate borrow',
  },
  clothes: {
    things: 'coat scarf jacket shirt jumper dress skirt glove',
    is: 'woollen knitted tight fashionable',
    at: 'wardrobe laundry tailor boutique',
    has: 'button pocket zip lining',
    to: 'wear iron fold mend',
  },
  kitchen: {
    things: 'kettle pan pot bowl jug teapot saucepan ladle',
    is: 'copper chipped greasy dented',
    at: 'kitchen stove cupboard canteen',
    has: 'lid spout rim knob',
    to: 'boil rinse scrub fill',
  },
} as const;

export type Kind = keyof typeof KINDS;
export const kindNames = Object.keys(KINDS) as Kind[];

/** What the rules of the market forbid. */
export const LISTED = ['tickets', 'fireworks', 'animals'] as const satisfies readonly Kind[];
export type ListedKind = (typeof LISTED)[number];
export const ALLOWED = kindNames.filter((kind) => !LISTED.some((one) => one === kind));

/** In a pattern `_` is the thing, and these are the clues to its kind. */
const CLUES = { '=': 'is', '@': 'at', '+': 'has', '!': 'to' } as const;
type Clue = (typeof CLUES)[keyof typeof CLUES];
const clueKinds = Object.values(CLUES);

/** What one says of a thing; every pattern has two clues, most of them apart from the thing. */
const DESCRIPTIONS = [
  '_ from the @ with a +',
  '_ with a + from the @',
  '_ that is = and has a +',
  '_ to ! at the @',
  '= _ from the @',
  '= _ to !',
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
] as const;

/** Messages about two things. */
const SWAPS = ['I swap a * for a *.', 'I offer a * for a *.', 'Give me a * for a *.'] as const;

/** Said before or after, with a place that has nothing to do with the thing. */
const ASIDES = ['Meet me near the @.', 'I live by the @.', 'I walk by the @ every day.'] as const;
const SMALL_TALK = ['Good morning.', 'Write to me.', 'No hurry.', 'It is cheap.'] as const;

export const thingsOf = (kind: Kind): readonly string[] => KINDS[kind].things.split(' ');
export const cluesOf = (kind: Kind, clue: Clue): readonly string[] => KINDS[kind][clue].split(' ');

/** The words that the rules forbid. */
export const LISTED_WORDS: readonly string[] = LISTED.flatMap(thingsOf);

/**
 * The one word in four, of each sort of clue, that is never said of this thing in what the model reads: a quarter of all
 * pairs of a thing and a clue.
 */
export function heldOutClue(kind: Kind, thing: string, clue: Clue): string {
  const sum = thingsOf(kind).indexOf(thing) + clueKinds.indexOf(clue);
  return cluesOf(kind, clue)[sum % 4]!;
}

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

type Next = () => number;
const pick = <T>(of: readonly T[], next: Next): T => of[Math.floor(next() * of.length)]!;

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
const SWAP_SHARE = 0.4;

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
