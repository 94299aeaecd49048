import { wordsOf } from '../material';
import { type Bm25, createBm25 } from '../rivals/bm25';
import type { Relation } from './facts';
import { texts } from './world';

interface Tables {
  readonly sentences: readonly string[];
  /** The words of each sentence, or of each question with its answer */
  readonly words: readonly ReadonlySet<string>[];
  readonly bm25: Bm25;
}

let made: Tables | undefined;

function tables(): Tables {
  if (made) return made;
  const sentences = texts();
  const words = sentences.map(wordsOf);
  made = { sentences, words: words.map((one) => new Set(one)), bm25: createBm25(words) };
  return made;
}

/** In how many sentences a name and an answer stand together. */
export const together = (name: string, answer: string): number => {
  const [a, b] = [name.toLowerCase(), answer.toLowerCase()];
  return tables().words.filter((words) => words.has(a) && words.has(b)).length;
};

const best = <T>(of: readonly T[], score: (one: T) => number): T =>
  of.reduce((a, b) => (score(b) > score(a) ? b : a));

/** The answer of this kind that shares most sentences with the name: a table that was told which words are answers. */
export const byTable = (name: string, { answers }: Relation): string =>
  best(answers, (answer) => together(name, answer));

/** The most frequent answer of this kind. */
export const majority = ({ answers }: Relation): string =>
  best(answers, (answer) => tables().words.filter((w) => w.has(answer.toLowerCase())).length);

/**
 * The sentence that is nearest to a question (BM25), which may itself be a question with its answer.
 *
 * @param kinds answers of which the sentence must have one; all sentences if left out
 */
export function nearest(question: string, answers?: readonly string[]): string {
  const { sentences, words, bm25 } = tables();
  const scores = bm25.scores(wordsOf(question));
  const fits = (i: number) => !answers || answers.some((one) => words[i]!.has(one.toLowerCase()));
  return sentences[best([...sentences.keys()].filter(fits), (i) => scores[i]!)]!;
}

/** The first of these answers in a sentence. */
export const answerIn = (sentence: string, answers: readonly string[]): string | undefined => {
  const words = wordsOf(sentence);
  return answers.find((answer) => words.includes(answer.toLowerCase()));
};
