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
  return [
    {
      ...{ id: 'reading', title: 'Reading comprehension: the name is in the text' },
      chance: 1 / names.length,
      note:
        '“Anna has the key. Ben took the lamp. Who has the lamp? It is …” To copy a name that a story gives for this once, one ' +
        'layer has to mark each thing with the name before it, and the next to look the thing up. Heads that do so form late, ' +
        'and this model is done training before. What every text repeats it does learn (“Ask a question”). ' +
        'Finding the thing and reading the name before it is a few lines of code.',
      rows: [
        {
          ...{ who: 'model', name: 'This model' },
          scores: rightness(items, await answersOf(reader, items)),
        },
        {
          ...{ who: 'lookUp', name: 'Looking the thing up in the story' },
          scores: rightness(items, items.map(lookUp)),
        },
        {
          ...{ who: 'together', name: 'Words that go together (naive Bayes)' },
          scores: rightness(
            items,
            items.map((item) => {
              const around = unanswered(item);
              return best((i) => together.logProbability(names[i]!, around));
            }),
          ),
        },
      ],
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
