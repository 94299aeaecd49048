import { wordsOf } from '../material';
import { trainAroundWords } from '../rivals/aroundWords';
import { trainNGrams } from '../rivals/ngram';
import { pseudoLogLikelihoods } from '../score/pseudoLogLikelihood';
import type { Desk, Sitting, Use } from '../use';
import { KINDS, type Kind, type Pair, pairsOf } from './pairs';
import { play } from './play';
import { world, written } from './world';

const PAIRS = 125;

async function exam({ reader, sentences }: Desk): Promise<readonly Sitting[]> {
  const pairs = (Object.keys(KINDS) as Kind[]).flatMap((kind) => pairsOf(kind, PAIRS));
  const texts = pairs.flatMap(({ right, wrong }) => [right, wrong]);
  const scores = await pseudoLogLikelihoods(
    reader,
    texts.map((words) => reader.encode(written(words))),
  );
  const read = sentences.map(wordsOf);
  const better = (score: (words: readonly string[], pair: Pair) => number) =>
    pairs.map((pair) => {
      const [right, wrong] = [score(pair.right, pair), score(pair.wrong, pair)];
      return (1 + Math.sign(right - wrong)) / 2;
    });
  const nGrams = (order: number) => {
    const model = trainNGrams(read, order);
    return better((words) => model.sentence(words));
  };
  const around = trainAroundWords(read);
  const rows = [
    {
      ...{ who: 'model', name: 'The model' },
      scores: pairs.map((_, i) => (scores[2 * i]! > scores[2 * i + 1]! ? 1 : 0)),
    },
    { who: '1', name: 'Single words', scores: nGrams(1) },
    { who: '2', name: 'Pairs of words (bigrams)', scores: nGrams(2) },
    { who: '3', name: 'Three words in a row (trigrams)', scores: nGrams(3) },
    {
      ...{ who: 'around', name: 'Words that go together (naive Bayes)' },
      scores: better((words, { at }) => around.score(words, at)),
    },
  ];
  const sitting = (id: string, title: string, has: (pair: Pair) => boolean): Sitting => ({
    ...{ id, title, chance: 0.5, ceiling: 1 },
    rows: rows.map((row) => ({ ...row, scores: row.scores.filter((_, i) => has(pairs[i]!)) })),
  });
  return [
    sitting('all', 'The right one of two sentences is preferred', () => true),
    ...Object.entries(KINDS).map(([kind, name]) =>
      sitting(kind, name, (pair) => pair.kind === kind),
    ),
  ];
}

/** A set of pairs beside the exam's and the gate's */
const EXAMPLES = 2;

export const use: Use = {
  about: {
    id: 'minimalPairs',
    title: 'Minimal pairs',
    known: 'proof-reading',
    lead: 'Two sentences differ in one word, and only one of them is right. The model hides each word in turn and adds up how likely the words are. It was never told a rule, and it never read this person with this verb, nor this pointing word with this thing.',
    fields: [
      { id: 'first', label: 'One sentence', kind: 'line' },
      {
        ...{ id: 'second', label: 'The same with one other word', kind: 'line' },
        hint: 'Who: king, queen, monk, nun, boy, girl … Verbs: paint, see, hide, wash … Things: lamp, boat, kettle …',
      },
    ],
    claim:
      'It prefers the right sentence even if the word that decides stands far away, with another noun in between. Tables of one, two or three words can only guess.',
    limits:
      'The language is small, and the model met each of its rules in thousands of sentences. That “king” is a he it can learn from sentences with “himself” alone, and there counting which words go together is enough.',
    sources: [
      {
        text: 'Warstadt, Parrish, Liu, Mohananey, Peng, Wang and Bowman, “BLiMP: The benchmark of linguistic minimal pairs for English”, Transactions of the ACL 8, 2020',
        url: 'https://aclanthology.org/2020.tacl-1.25/',
      },
      {
        text: 'Salazar, Liang, Nguyen and Kirchhoff, “Masked language model scoring”, ACL 2020',
        url: 'https://aclanthology.org/2020.acl-main.240/',
      },
    ],
    takesAnyModel: false,
    gate: { name: world.gate.name, chance: world.gate.chance },
  },
  world,
  example(at) {
    const kinds = Object.keys(KINDS) as Kind[];
    const kind = kinds[at % kinds.length]!;
    const { right, wrong } = pairsOf(kind, Math.floor(at / kinds.length) + 1, EXAMPLES).at(-1)!;
    const [first, second] = at % 2 === 0 ? [right, wrong] : [wrong, right];
    return { first: written(first), second: written(second) };
  },
  play,
  exam,
};
