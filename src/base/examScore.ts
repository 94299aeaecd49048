import { type Interval, pairedBootstrap, within } from './bootstrap';
import { key } from './random';

/** Fixed, so that the same results always have the same intervals. */
export const SCORE_KEY = key(2);

/** What a run answered in an exam: M blanks. */
export interface Answers {
  /** [M] -ln p of the right token, nats */
  readonly losses: ArrayLike<number>;
  /** [M] 1 where the most probable token is the right one */
  readonly right: ArrayLike<number>;
  /** [M] Blanks of one group were asked in one window */
  readonly groups: ArrayLike<number>;
}

/** How runs of one condition did in the exam, with 95 % intervals over blanks and seeds. */
export interface Score {
  /** 0..1 */
  readonly accuracy: Interval;
  /** nats */
  readonly loss: Interval;
  /** e to the loss: as many equally likely words there would be to guess among */
  readonly perplexity: Interval;
}

/** @param answers of one exam, a seed each; at least one */
export function examScore(answers: readonly Answers[]): Score {
  const groups = answers[0]?.groups;
  const rights = answers.map(({ right }) => right);
  const losses = answers.map(({ losses }) => losses);
  const loss = within(pairedBootstrap(losses, undefined, SCORE_KEY, groups), 0);
  const { mean, low, high } = loss;
  return {
    accuracy: within(pairedBootstrap(rights, undefined, SCORE_KEY, groups), 0, 1),
    loss,
    perplexity: { mean: Math.exp(mean), low: Math.exp(low), high: Math.exp(high) },
  };
}
