import { key, uniforms } from '../../base/random';
import { type Encoded, type Reader, withoutWords } from '../reader';
import type { World } from '../use';
import { corpus, type Drawn, drawSentence } from './sentences';
import { HOMONYMS, TOPICS, type TopicName } from './topics';

/** A homonym in a sentence, and which of its two meanings it has there. */
export interface Item extends Drawn {
  readonly homonym: string;
  readonly meaning: 0 | 1;
}

/**
 * Sentences with homonyms.
 *
 * @param each how many for each meaning of each homonym
 * @param isExam beside words that they never stood beside in training
 */
export function drawItems(seed: number, each: number, isExam = true): readonly Item[] {
  const next = uniforms(key(seed, 2));
  return Object.entries(HOMONYMS).flatMap(([homonym, topics]) =>
    ([0, 1] as const).flatMap((meaning) =>
      Array.from({ length: each }, () => ({
        ...drawSentence(next, topics[meaning], homonym, isExam),
        ...{ homonym, meaning },
      })),
    ),
  );
}

/** The word of an encoded text that is this token; undefined where there is none. */
export const wordNamed = ({ words }: Encoded, name: string) =>
  words.find(({ text }) => text.toLowerCase() === name);

/** Probability of a topic's things among those of all topics, where the homonym is hidden. */
async function rightTopicAtBlank(reader: Reader, items: readonly Item[]): Promise<number> {
  const { tokens } = reader.vocabulary;
  const idsOf = (topic: TopicName) => TOPICS[topic].things.map((thing) => tokens.indexOf(thing));
  const rows = items.map(({ text, homonym }) => {
    const encoded = reader.encode(text);
    return withoutWords(encoded, [wordNamed(encoded, homonym)!]);
  });
  const asked = await reader.ask(rows);
  let sum = 0;
  items.forEach(({ topic }, i) => {
    const p = asked[i]!.logProbabilities(0);
    const massOf = (name: TopicName) =>
      idsOf(name).reduce((mass, id) => mass + Math.exp(p[id]!), 0);
    const all = (Object.keys(TOPICS) as TopicName[]).reduce((mass, name) => mass + massOf(name), 0);
    sum += massOf(topic) / all;
  });
  return sum / items.length;
}

const GATE_SEED = 7;
const GATE_ITEMS = drawItems(GATE_SEED, 5);

export const world: World = {
  id: 'homonyms',
  recipe: { maxPositionEmbeddings: 16, batchSize: 32, maxSteps: 7000 },
  passages: corpus,
  gate: {
    name: 'Right topic where the word is hidden',
    chance: 1 / Object.keys(TOPICS).length,
    from: 0.6,
    measure: (reader) => rightTopicAtBlank(reader, GATE_ITEMS),
  },
};
