import { key, uniforms } from '../../base/random';
import { isHeldOut, PARTS, type Part, type Place, TOPIC_NAMES, wordAt } from './topics';

/** A sentence and what it is about. */
export interface Drawn {
  readonly text: string;
  /** Number of its topic */
  readonly topic: number;
  /** Its words of the topic, in the order of the parts */
  readonly places: readonly Place[];
}

/** What sentences of all topics say, too. */
const FILLERS: Readonly<Record<string, readonly string[]>> = {
  time: ['Yesterday', 'This morning', 'At noon', 'On Monday', 'Last night', 'Later'],
  manner: ['again', 'once more', 'in haste', 'with care', 'in silence', 'for hours'],
};

export const STATEMENTS = [
  '<time> the <who> <did> the <what>.',
  'The <who> <did> the <what> <manner>.',
  'The <who> <did> it near the <where> <manner>.',
  'The <who> talked about the <what> at the <where>.',
  'Someone <did> the <what> at the <where>.',
  '<time> the <who> came to the <where> for the <what>.',
  'The <who> was at the <where> <manner>.',
  'Someone asked about the <what> near the <where>.',
  '<time> the <who> asked about the <what>.',
];

/** Each of three parts, so that it says enough of what is looked for. */
const QUESTIONS = [
  'Which <who> <did> the <what>?',
  'Who <did> the <what> near the <where>?',
  'Which <who> <did> it at the <where>?',
  'Did the <who> ask about the <what> at the <where>?',
];

const partsOf = (frame: string): readonly Part[] =>
  PARTS.filter((part) => frame.includes(`<${part}>`));

/** Share of statements with a word of another topic, as in real texts. */
const NOISE = 0.05;

type Next = () => number;
const pick = <T>(values: readonly T[], next: Next): T =>
  values[Math.floor(next() * values.length)]!;

/** A frame with the words of its parts, and any time and manner. */
const filled = (frame: string, words: Readonly<Record<string, string>>, next: Next): string =>
  frame.replace(/<(\w+)>/g, (_, slot: string) => words[slot] ?? pick(FILLERS[slot]!, next));

const kept = (places: readonly Place[]) =>
  places.every((a, i) => places.every((b, j) => j <= i || !isHeldOut(a, b)));

/** A sentence of the language: never two words that are held out from each other. */
export function drawSentence(topic: number, frame: string, next: Next, noise = NOISE): Drawn {
  const parts = partsOf(frame).map((part) => PARTS.indexOf(part));
  let places: Place[];
  do {
    places = parts.map((part) => ({ topic, part, at: Math.floor(next() * 3) }));
  } while (!kept(places));
  if (next() < noise) {
    const place = Math.floor(next() * places.length);
    const other = Math.floor(next() * (TOPIC_NAMES.length - 1));
    places[place] = { ...places[place]!, topic: other < topic ? other : other + 1 };
  }
  const words = Object.fromEntries(places.map((place) => [PARTS[place.part]!, wordAt(place)]));
  return { text: filled(frame, words, next), topic, places };
}

/** Statements about one topic after the other, none twice. */
export function drawStatements(seed: number, count: number, noise?: number): readonly Drawn[] {
  const next = uniforms(key(seed, count));
  const known = new Set<string>();
  const drawn: Drawn[] = [];
  while (drawn.length < count) {
    const one = drawSentence(
      drawn.length % TOPIC_NAMES.length,
      pick(STATEMENTS, next),
      next,
      noise,
    );
    if (known.has(one.text)) continue;
    known.add(one.text);
    drawn.push(one);
  }
  return drawn;
}

/** Questions that the model reads, none of them with words that are held out from each other. */
export function drawQuestions(seed: number, count: number): readonly Drawn[] {
  const next = uniforms(key(seed, count));
  return Array.from({ length: count }, (_, i) =>
    drawSentence(i % TOPIC_NAMES.length, pick(QUESTIONS, next), next),
  );
}

/**
 * Questions that the model never reads: of the three words each has, one is held out from both others. No question twice.
 */
export function drawQueries(seed: number, count: number): readonly Drawn[] {
  const next = uniforms(key(seed, count));
  const known = new Set<string>();
  const drawn: Drawn[] = [];
  while (drawn.length < count) {
    const topic = drawn.length % TOPIC_NAMES.length;
    const frame = pick(QUESTIONS, next);
    const parts = partsOf(frame).map((part) => PARTS.indexOf(part));
    const middle = { topic, part: pick(parts, next), at: Math.floor(next() * 3) };
    const places = parts.map((part) =>
      part === middle.part
        ? middle
        : [0, 1, 2].map((at) => ({ topic, part, at })).find((one) => isHeldOut(one, middle))!,
    );
    const words = Object.fromEntries(places.map((place) => [PARTS[place.part]!, wordAt(place)]));
    const text = filled(frame, words, next);
    if (known.has(text)) continue;
    known.add(text);
    drawn.push({ text, topic, places });
  }
  return drawn;
}
