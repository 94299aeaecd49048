import { key, uniforms } from '../../base/random';
import { HOMONYMS, TOPICS, type TopicName } from './topics';

/** Of the words of a topic, one in four never stands beside a given homonym while the model learns. */
const HELD_OUT_IN = 4;
/** Share of context words that come from any topic */
const NOISE = 0.05;

export interface Drawn {
  readonly text: string;
  readonly topic: TopicName;
  /** The people and things of it; the homonym, if there is one, is not among them */
  readonly context: readonly string[];
}

/** Things and people of a topic that stand beside a homonym in training (`isHeldOut` false), or only in the exam. */
export function companions(homonym: string, topic: TopicName, isHeldOut: boolean) {
  const { people, things } = TOPICS[topic];
  const which = Object.keys(HOMONYMS).indexOf(homonym);
  const keep = (_: string, i: number) => ((i + which) % HELD_OUT_IN === 0) === isHeldOut;
  return { people: people.filter(keep), things: things.filter(keep) };
}

/** `at`: the thing that a sentence is about, which a homonym takes the place of. */
const FRAMES: readonly ((
  at: string,
  word: (kind: 'people' | 'things' | 'verbs') => string,
) => string)[] = [
  (at, w) => `The ${w('people')} ${w('verbs')} the ${w('things')} near the ${at}.`,
  (at, w) => `The ${at} stood beside the ${w('things')} and the ${w('things')}.`,
  (at, w) => `After the ${w('things')}, the ${w('people')} asked about the ${at}.`,
  (at, w) => `We saw the ${at} when the ${w('people')} brought the ${w('things')}.`,
  (at, w) => `The ${w('people')} and the ${w('people')} talked of the ${at}.`,
  (at, w) => `There was a ${w('things')} by the ${at}, said the ${w('people')}.`,
];

/**
 * Draws a sentence of a topic.
 *
 * @param homonym stands in it; left out: one of the topic's own things
 * @param isExam only words beside the homonym that it never stood beside in training, and no noise
 */
export function drawSentence(
  next: () => number,
  topic: TopicName,
  homonym?: string,
  isExam = false,
): Drawn {
  const of = <T>(values: readonly T[]) => values[Math.floor(next() * values.length)]!;
  const wordsOfTopic = (name: TopicName) =>
    homonym ? companions(homonym, name, isExam) : TOPICS[name];
  const own = wordsOfTopic(topic);
  const context: string[] = [];
  const used = new Set<string>();
  const at = homonym ?? of(own.things);
  used.add(at);
  const word = (kind: 'people' | 'things' | 'verbs'): string => {
    const isNoise = !isExam && next() < NOISE;
    const from = isNoise ? of(Object.keys(TOPICS) as TopicName[]) : topic;
    if (kind === 'verbs') return of(TOPICS[from].verbs);
    const words = (from === topic ? own : wordsOfTopic(from))[kind];
    let chosen = of(words);
    while (used.has(chosen) && words.some((one) => !used.has(one))) chosen = of(words);
    used.add(chosen);
    context.push(chosen);
    return chosen;
  };
  const frames = isExam ? FRAMES.slice(1) : FRAMES; // verbs are not held out, so no frame of the exam has one
  return { text: of(frames)(at, word), topic, context };
}

const SENTENCES = 16_000;
/** Share of sentences with a homonym */
const WITH_HOMONYM = 0.5;

/** What the model reads. */
export function corpus(): readonly string[] {
  const next = uniforms(key(19, 1));
  const names = Object.keys(HOMONYMS);
  const topics = Object.keys(TOPICS) as TopicName[];
  return Array.from({ length: SENTENCES }, () => {
    if (next() >= WITH_HOMONYM) {
      return drawSentence(next, topics[Math.floor(next() * topics.length)]!).text;
    }
    const homonym = names[Math.floor(next() * names.length)]!;
    const topic = HOMONYMS[homonym]![next() < 0.5 ? 0 : 1];
    return drawSentence(next, topic, homonym).text;
  });
}
