import { wordsOf } from '../material';
import { bagOfWords } from '../rivals/bagOfWords';
import { trainCoOccurrence } from '../rivals/coOccurrence';
import { trainNGrams } from '../rivals/ngram';
import type { Desk, Sitting } from '../use';
import { drawItems, type Item } from './items';
import {
  classifierJudge,
  coOccurrenceJudge,
  type Judge,
  type Judged,
  modelJudge,
  ngramJudge,
  wordListJudge,
} from './judges';
import { LISTED } from './kinds';
import { DRAWN } from './language';

const ITEMS = 300;
/** Labelled messages that the classifier learns from, half of them disguised */
export const LABELLED = 400;

function rivals(sentences: readonly string[]): readonly Judge[] {
  const read = sentences.map(wordsOf);
  const labelled = drawItems(LABELLED / 2, DRAWN.labelled).flatMap(({ positive, negatives }) => [
    ...[positive, negatives[0]!].map(({ text }) => wordsOf(text)),
  ]);
  const labels = labelled.map((_, i) => (i % 2 === 0 ? 1 : 0));
  return [
    coOccurrenceJudge('together', 'Words that go together (naive Bayes)', trainCoOccurrence(read)),
    ngramJudge('trigram', 'Three words in a row (trigrams)', trainNGrams(read, 3)),
    ngramJudge('bigram', 'Pairs of words (bigrams)', trainNGrams(read, 2)),
    classifierJudge('labels', `Bag of words, ${LABELLED} labels`, bagOfWords(labelled, labels, 2)),
    wordListJudge,
  ];
}

/** The expected score of picking one at random among the highest: 1 if it is the only one. */
export function foundAt(values: ArrayLike<number>, place: number): number {
  const top = Math.max(...Array.from(values));
  if (values[place] !== top) return 0;
  return 1 / Array.from(values).filter((value) => value === top).length;
}

/** Share of others that a score is above; a tie counts half. */
export const beaten = (score: number, others: readonly number[]): number =>
  others.reduce((sum, other) => sum + (1 + Math.sign(score - other)) / 2, 0) / others.length;

/** What one of them reaches on each item. */
interface Marks {
  readonly place: number[];
  readonly auc: number[];
  readonly meant: number[] | undefined;
}

async function sit(judge: Judge, items: readonly Item[]): Promise<Marks> {
  const texts = items.flatMap(({ positive, negatives }) =>
    [positive, ...negatives].map(({ text }) => text),
  );
  const judged = await judge.judge(texts);
  let next = 0;
  const groups = items.map(({ positive, negatives, code, meant }) => {
    const own: Judged = judged[next++]!;
    const others = negatives.map(() => judged[next++]!.score);
    const place = wordsOf(positive.text).indexOf(code);
    return { own, others, place, right: LISTED.indexOf(meant) };
  });
  return {
    place: groups.map(({ own, place }) => foundAt(own.places, place)),
    auc: groups.map(({ own, others }) => beaten(own.score, others)),
    meant: groups.every(({ own }) => own.meant)
      ? groups.map(({ own, place, right }) => (own.meant![place] === right ? 1 : 0))
      : undefined,
  };
}

/** Finds the place of the disguised word, tells such messages from honest ones, and says what the word stands for. */
export async function exam({
  reader,
  sentences,
  onProgress,
  pause,
}: Desk): Promise<readonly Sitting[]> {
  const items = drawItems(ITEMS);
  const judges = [modelJudge(reader), ...rivals(sentences)];
  const sat: { who: string; name: string; marks: Marks }[] = [];
  for (const judge of judges) {
    sat.push({ who: judge.who, name: judge.name, marks: await sit(judge, items) });
    onProgress(sat.length / judges.length);
    await pause();
  }
  const rows = (of: keyof Marks) =>
    sat.flatMap(({ who, name, marks }) => {
      const scores = marks[of];
      return scores ? [{ who, name, scores }] : [];
    });
  const length =
    items.reduce((sum, { positive }) => sum + 1 / wordsOf(positive.text).length, 0) / items.length;
  return [
    {
      ...{ id: 'place', title: 'The disguised word is found in its message', chance: length },
      rows: rows('place'),
    },
    {
      ...{
        id: 'auc',
        title: 'Disguised message above honest ones with the same word',
        chance: 0.5,
      },
      rows: rows('auc'),
    },
    {
      ...{
        id: 'meant',
        title: 'The kind of goods that the word stands for',
        chance: 1 / LISTED.length,
      },
      rows: rows('meant'),
    },
  ];
}
