import { formatCount } from '../../base/format';

/** A loss this far above ln V is worse than a blind guess, not just as bad, nats. */
const WORSE = 0.1;

/** The perplexity in words: a loss is that of choosing blindly among so many, the exponential of it. */
export function wordsAmong(loss: number): string {
  const words = Math.exp(loss);
  return words < 10 ? words.toFixed(1) : formatCount(Number(words.toPrecision(2)));
}

/** Whether a model that knows nothing would be surprised less: it is sure of what is wrong. */
export const isWorseThanBlind = (loss: number, knowsNothing: number) => loss > knowsNothing + WORSE;
