import { wordsOf } from '../material';
import { type Reader, withoutWords } from '../reader';
import { bagOfWords } from '../rivals/bagOfWords';
import { trainCoOccurrence } from '../rivals/coOccurrence';
import type { Desk, Sitting } from '../use';
import {
  type Entry,
  FEELINGS,
  type Feeling,
  heldOutEntries,
  labelledEntries,
  trainingEntries,
} from './diary';
import type { Failure } from './failure';

const SENTENCES = 6000;
const ITEMS = 400;
const ASKED = 64;
const LABELLED = 400;

const feelings = Object.keys(FEELINGS) as Feeling[];

/** For each entry p of each word for a feeling summed by kind, where the word is hidden: [entries][glad, cross]. */
async function feltBy(reader: Reader, entries: readonly Entry[]): Promise<number[][]> {
  const { tokens } = reader.vocabulary;
  const ids = feelings.map((feeling) => FEELINGS[feeling].map((word) => tokens.indexOf(word)));
  const asked = await reader.ask(
    entries.map(({ text, felt }) => {
      const encoded = reader.encode(text);
      return withoutWords(
        encoded,
        encoded.words.filter((word) => word.text === felt),
      );
    }),
  );
  return asked.map((one) => {
    const p = one.logProbabilities(0);
    return ids.map((own) => own.reduce((sum, id) => sum + Math.exp(p[id]!), 0));
  });
}

/** 1 where the right feeling is likelier, half where both are equally likely. */
const rightness = (entries: readonly Entry[], values: readonly ArrayLike<number>[]): number[] =>
  entries.map(({ feeling }, i) => {
    const right = values[i]![feelings.indexOf(feeling)]!;
    const wrong = values[i]![1 - feelings.indexOf(feeling)]!;
    return (1 + Math.sign(right - wrong)) / 2;
  });

/** The words but that for the feeling, and each two neighbours as one word more. */
const pairsToo = (words: readonly string[]) => [
  ...words,
  ...words.slice(1).map((word, i) => `${words[i]} ${word}`),
];

async function exam({ reader, sentences }: Desk): Promise<readonly Sitting[]> {
  const items = heldOutEntries(ITEMS);
  const labelled = labelledEntries(LABELLED);
  const labels = labelled.map(({ feeling }) => feelings.indexOf(feeling));
  const around = ({ text, felt }: Entry) => wordsOf(text).filter((word) => word !== felt);
  const together = trainCoOccurrence(sentences.map(wordsOf));
  const classifier = (features: (words: readonly string[]) => readonly string[]) => {
    const classify = bagOfWords(
      labelled.map((one) => features(around(one))),
      labels,
      feelings.length,
    );
    return items.map((item) => classify(features(around(item))));
  };
  const byWords = items.map((item) =>
    feelings.map((feeling) =>
      FEELINGS[feeling].reduce(
        (sum, word) => sum + Math.exp(together.logProbability(word, around(item))),
        0,
      ),
    ),
  );
  const scores = (values: readonly ArrayLike<number>[]) => rightness(items, values);
  return [
    {
      ...{ id: 'negation', title: 'Two-way sentiment with “not”', chance: 0.5 },
      note:
        '“The soup was not good, so I am …”: glad or cross? Half of the sentences have “not”, so neither “good” nor “not” ' +
        'says anything alone: only both together do. Nothing that counts single clues finds a first step towards that, and ' +
        'training by gradients begins with such steps. A list of pairs of words has the answer at once.',
      rows: [
        { who: 'model', name: 'The model', scores: scores(await feltBy(reader, items)) },
        {
          ...{ who: 'pairs', name: `Words and pairs of words, ${LABELLED} labels` },
          scores: scores(classifier(pairsToo)),
        },
        {
          ...{ who: 'labels', name: `Bag of words, ${LABELLED} labels` },
          scores: scores(classifier((words) => words)),
        },
        {
          ...{ who: 'together', name: 'Words that go together (naive Bayes)' },
          scores: scores(byWords),
        },
      ],
    },
  ];
}

export const negation: Failure = {
  world: {
    id: 'negation',
    recipe: { maxPositionEmbeddings: 16, maxSteps: 6000 },
    passages: () => trainingEntries(SENTENCES).map(({ text }) => text),
    gate: {
      name: 'Right feeling at the blank',
      chance: 0.5,
      from: 0.75,
      async measure(reader) {
        const entries = heldOutEntries(ASKED);
        const right = rightness(entries, await feltBy(reader, entries));
        return right.reduce((a, b) => a + b, 0) / right.length;
      },
    },
  },
  exam,
};
