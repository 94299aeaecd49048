import { key, permutation, uniforms } from '../../base/random';
import { ITEM_SEED } from '../use';

/** What people bring to the workshop, and three parts of each. No part belongs to two items. */
export const ITEMS = {
  bicycle: ['chain', 'saddle', 'pedal'],
  kettle: ['spout', 'lid', 'whistle'],
  clock: ['pendulum', 'dial', 'mainspring'],
  piano: ['keyboard', 'hammer', 'soundboard'],
  violin: ['bow', 'bridge', 'fingerboard'],
  lamp: ['bulb', 'shade', 'wick'],
  radio: ['aerial', 'speaker', 'tuner'],
  camera: ['lens', 'shutter', 'flash'],
  umbrella: ['rib', 'canopy', 'ferrule'],
  oven: ['burner', 'thermostat', 'rack'],
  boat: ['sail', 'rudder', 'mast'],
  printer: ['cartridge', 'roller', 'tray'],
  tent: ['pole', 'zip', 'groundsheet'],
  suitcase: ['clasp', 'handle', 'lining'],
  boot: ['sole', 'heel', 'lace'],
  telescope: ['eyepiece', 'mirror', 'tripod'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Item = keyof typeof ITEMS;

/** What people ask, `_` being the item, and the words that answer it. */
export const ACTS = {
  fault: {
    asks: [
      'What is wrong with my _?',
      'Why does my _ not work?',
      'What broke in my _?',
      'How did my _ break?',
      'Is my _ broken?',
      'My _ broke.',
    ],
    states: ['worn', 'loose', 'cracked', 'dirty'],
  },
  price: {
    asks: [
      'How much will my _ cost?',
      'What will my _ cost me?',
      'Can I afford my _?',
      'Do I pay for my _?',
      'How much for my _?',
      'Does my _ cost much?',
    ],
    states: ['cheap', 'dear', 'free', 'expensive'],
  },
  time: {
    asks: [
      'When can I fetch my _?',
      'How long will my _ take?',
      'When is my _ ready?',
      'Must I wait for my _?',
      'Is my _ ready?',
      'I want my _ back.',
    ],
    states: ['late', 'due', 'ordered', 'coming'],
  },
  work: {
    asks: [
      'How did you mend my _?',
      'How did you change my _?',
      'What is new in my _?',
      'Did you mend my _?',
      'You mended my _.',
      'My _ looks new.',
    ],
    states: ['replaced', 'oiled', 'cleaned', 'tightened'],
  },
} as const;

export type Act = keyof typeof ACTS;

/** What is said of another item, `_`, before or after the question. It has nothing to do with it. */
export const ASIDES = ['My _ works.', 'Forget my _.', 'Keep the _.'] as const;

/** How a reply is put, `_` being the part and `=` the state. The same for all questions, so that it gives none away. */
export const REPLIES = [
  'The _ is =.',
  'Its _ is =.',
  'Only the _ is =.',
  'Now the _ is =.',
] as const;

export const itemNames = Object.keys(ITEMS) as Item[];
export const actNames = Object.keys(ACTS) as Act[];

/** The question about an item that no one asks in the training text: one of the four for each, a quarter of all pairs. */
export const isHeldOut = (item: Item, act: Act): boolean =>
  itemNames.indexOf(item) % actNames.length === actNames.indexOf(act);

export interface Dialogue {
  readonly item: Item;
  readonly act: Act;
  /** The other item that is mentioned, if any */
  readonly aside: Item | undefined;
  readonly part: string;
  readonly state: string;
  /** How the reply is put: one of `REPLIES` */
  readonly put: string;
  readonly utterance: string;
  readonly reply: string;
}

export const replyOf = (part: string, state: string, put: string = REPLIES[0]): string =>
  put.replace('_', part).replace('=', state);

/** A text as `fits` compares it: small letters, “the” for “my”, no sign at its end */
const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/\bmy\b/g, 'the')
    .replace(/[.?! ]+$/, '');

/** Each way to ask about an item, in plain spelling: by question, its ways to be asked, and item */
const ASKED = actNames.flatMap((act) =>
  ACTS[act].asks.flatMap((ask) =>
    itemNames.map((item) => ({ act, item, words: plain(ask.replace('_', item)) })),
  ),
);

/** The item and the act of an utterance of this language, asides left out; none where it is not one of its own. */
function askedIn(utterance: string): { item: Item; act: Act } | undefined {
  const said = plain(utterance);
  return ASKED.find(({ words }) => said.includes(words));
}

/** All replies that fit a question about an item, by item and question, in plain spelling. */
const fitting = new Map<string, ReadonlySet<string>>();

const repliesTo = ({ item, act }: { item: Item; act: Act }): ReadonlySet<string> =>
  new Set(
    ITEMS[item].flatMap((part) =>
      ACTS[act].states.flatMap((state) => REPLIES.map((put) => plain(replyOf(part, state, put)))),
    ),
  );

/** Whether a reply fits what is said, where both are this language's own: it names a part of the item and answers. */
export function fits(utterance: string, reply: string): boolean {
  const asked = askedIn(utterance);
  if (!asked) return false;
  const pair = `${asked.item} ${asked.act}`;
  const replies = fitting.get(pair) ?? repliesTo(asked);
  fitting.set(pair, replies);
  return replies.has(plain(reply.trim()));
}

/** One of several, by the next number. */
export const pick = <T>(of: readonly T[], next: () => number): T =>
  of[Math.floor(next() * of.length)]!;

/** Half of all dialogues mention another item. */
const ASIDE_SHARE = 0.5;
/** A tenth say “the radio” for “my radio”, and a tenth leave the sign at the end out, as people do who type. */
const THE_SHARE = 0.1;
const BARE_SHARE = 0.1;

/**
 * A dialogue about an item. Whoever mentions another one beside it mentions one that this question is asked about in
 * training, so that no utterance there has a held-out item and question together, in whatever role.
 */
function dialogueOf(item: Item, act: Act, next: () => number): Dialogue {
  const { asks, states } = ACTS[act];
  const others = itemNames.filter((other) => other !== item && !isHeldOut(other, act));
  const aside = next() < ASIDE_SHARE ? pick(others, next) : undefined;
  const asked = pick(asks, next).replace('_', item);
  const question =
    next() < THE_SHARE
      ? asked.replace(/\b([Mm])y /, (_, m) => (m === 'M' ? 'The ' : 'the '))
      : asked;
  const said = aside && pick(ASIDES, next).replace('_', aside);
  const isFirst = next() < 0.5;
  const part = pick(ITEMS[item], next);
  const state = pick(states, next);
  const put = pick(REPLIES, next);
  const sentences = [
    ...(said && isFirst ? [said] : []),
    question,
    ...(said && !isFirst ? [said] : []),
  ];
  const utterance = sentences.join(' ');
  return {
    ...{ item, act, aside, part, state, put },
    utterance: next() < BARE_SHARE ? utterance.slice(0, -1) : utterance,
    reply: replyOf(part, state, put),
  };
}

/** Keys of the streams that dialogues are drawn from */
const DRAWN = { training: key(ITEM_SEED, 1), heldOut: key(ITEM_SEED, 2) } as const;

function draw(count: number, isWanted: boolean, k: number): Dialogue[] {
  const pairs = itemNames.flatMap((item) =>
    actNames.filter((act) => isHeldOut(item, act) === isWanted).map((act) => [item, act] as const),
  );
  const next = uniforms(k);
  const order = permutation(key(k, 1), count);
  return Array.from(order, (place) => dialogueOf(...pairs[place % pairs.length]!, next));
}

/** Dialogues of the pairs that are held in: as many of each, in random order. */
export const trainingDialogues = (count: number, k: number = DRAWN.training): readonly Dialogue[] =>
  draw(count, false, k);

/** Dialogues of the pairs that are held out: as many of each, in random order. */
export const heldOutDialogues = (count: number): readonly Dialogue[] =>
  draw(count, true, DRAWN.heldOut);
