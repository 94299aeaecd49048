import { wordsOf } from '../material';
import { type Reader, withoutWords } from '../reader';
import { trainCoOccurrence } from '../rivals/coOccurrence';
import type { Desk, Sitting } from '../use';
import type { Failure } from './failure';
import { heldOutStories, NAMES, type Story, trainingStories } from './stories';

const STORIES = 8000;
const ITEMS = 400;
const ASKED = 64;

const names = NAMES.map((name) => name.toLowerCase());

/** The name that each story's answer most likely is, the answer hidden. */
async function answersOf(reader: Reader, stories: readonly Story[]): Promise<string[]> {
  const ids = names.map((name) => reader.vocabulary.tokens.indexOf(name));
  const asked = await reader.ask(
    stories.map(({ text }) => {
      const encoded = reader.encode(text);
      return withoutWords(encoded, encoded.words.slice(-2, -1));
    }),
  );
  return asked.map((one) => {
    const p = one.logProbabilities(0);
    return best((i) => p[ids[i]!]!);
  });
}

function best(value: (i: number) => number): string {
  const values = names.map((_, i) => value(i));
  return names[values.indexOf(Math.max(...values))]!;
}

const rightness = (stories: readonly Story[], answers: readonly string[]): number[] =>
  stories.map(({ answer }, i) => (answers[i] === answer.toLowerCase() ? 1 : 0));

/** A story without its answer, which is the last word before the full stop. */
const unanswered = ({ text }: Story) => wordsOf(text).slice(0, -2);

/** Looks for the thing that is asked for in the story, and reads the name before it. */
export function lookUp(story: Story): string {
  const told = unanswered(story);
  const before = told.slice(0, told.indexOf(story.asked));
  return before.findLast((word) => names.includes(word))!;
}

async function exam({ reader, sentences }: Desk): Promise<readonly Sitting[]> {
  const items = heldOutStories(ITEMS);
  const together = trainCoOccurrence(sentences.map(wordsOf));
  const answerers = [
    { who: 'model', name: 'The model', answers: await answersOf(reader, items) },
    {
      ...{ who: 'lookUp', name: 'Looking the thing up in the story' },
      answers: items.map(lookUp),
    },
    {
      ...{ who: 'together', name: 'Words that go together (naive Bayes)' },
      answers: items.map((item) => {
        const around = unanswered(item);
        return best((i) => together.logProbability(names[i]!, around));
      }),
    },
  ];
  const coin = { who: 'coin', name: 'Either of the two names, by tossing a coin' };
  return [
    {
      ...{ id: 'reading', title: 'Reading comprehension: who has it?', chance: 1 / names.length },
      note:
        '“Anna has the key. Ben took the lamp. Who has the lamp? It is …” The model learns to name someone from the story, ' +
        'but not whom. For that, one layer has to mark each thing with the name before it, and the next has to look up the ' +
        'thing. Heads that do so form late. Looking up the thing and reading the name before it is a few lines of code.',
      rows: [
        ...answerers.map(({ who, name, answers }) => ({
          ...{ who, name },
          scores: rightness(items, answers),
        })),
        { ...coin, scores: items.map(() => 0.5) },
      ],
    },
    {
      ...{ id: 'inStory', title: 'The same: names anyone of the story', chance: 2 / names.length },
      rows: answerers.map(({ who, name, answers }) => ({
        ...{ who, name },
        scores: items.map(({ answer, other }, i) =>
          [answer, other].some((one) => one.toLowerCase() === answers[i]) ? 1 : 0,
        ),
      })),
    },
  ];
}

export const reading: Failure = {
  world: {
    id: 'reading',
    recipe: { maxPositionEmbeddings: 24, maxSteps: 6000 },
    passages: () => trainingStories(STORIES).map(({ text }) => text),
    gate: {
      name: 'Right name at the blank',
      chance: 1 / names.length,
      from: 0.75,
      async measure(reader) {
        const stories = heldOutStories(ASKED);
        const right = rightness(stories, await answersOf(reader, stories));
        return right.reduce((a, b) => a + b, 0) / right.length;
      },
    },
  },
  exam,
};
