import type { Reader } from '../reader';
import { withoutWords } from '../reader';
import { ITEM_SEED, type World } from '../use';
import { type Drawn, drawQueries, drawQuestions, drawStatements } from './sentences';
import { TOPIC_NAMES, TOPIC_WORDS, wordAt } from './topics';

const STATEMENTS = 6000;
const QUESTIONS = 600;
const COLLECTION = 400;

const SEED = 19;

/** What is searched: 20 sentences for each topic, which the model has read. */
export const collection = (): readonly Drawn[] =>
  drawStatements(SEED, STATEMENTS).slice(0, COLLECTION);

const GATE_QUESTIONS = 60;

/** Probability of the right part of the right topic, in any of its three words, where a word of it is hidden. */
async function conceptMass(reader: Reader): Promise<number> {
  const rows: { row: ReturnType<typeof withoutWords>; right: readonly number[] }[] = [];
  const { tokens } = reader.vocabulary;
  drawQueries(ITEM_SEED + 1, GATE_QUESTIONS).forEach(({ text }, i) => {
    const encoded = reader.encode(text);
    const words = encoded.words.filter((word) => TOPIC_WORDS.has(word.text.toLowerCase()));
    const hidden = words[i % words.length]!;
    const place = TOPIC_WORDS.get(hidden.text.toLowerCase())!;
    const right = [0, 1, 2].map((at) => tokens.indexOf(wordAt({ ...place, at })));
    rows.push({ row: withoutWords(encoded, [hidden]), right });
  });
  const asked = await reader.ask(rows.map(({ row }) => row));
  const masses = asked.map((one, i) => {
    const p = one.logProbabilities(0);
    return rows[i]!.right.reduce((sum, id) => sum + Math.exp(p[id]!), 0);
  });
  return masses.reduce((a, b) => a + b, 0) / masses.length;
}

export const world: World = {
  id: 'search',
  recipe: { maxPositionEmbeddings: 16, maxSteps: 7000 },
  passages: () =>
    [...drawStatements(SEED, STATEMENTS), ...drawQuestions(SEED, QUESTIONS)].map(
      ({ text }) => text,
    ),
  gate: {
    name: 'Probability of the right idea at the blank',
    // The right part is soon known from the words around, the topic is one of 20.
    chance: 1 / TOPIC_NAMES.length,
    from: 0.5,
    measure: conceptMass,
  },
};
