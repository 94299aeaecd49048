import { formatCount } from '../../base/format';

/** A loss this far above ln V is worse than a blind guess, not just as bad, nats. */
const WORSE = 0.1;

/** What a loss means: its exponential is the number of equally likely words to guess among. */
export function guessingAmong(loss: number, knowsNothing: number | undefined): string {
  if (knowsNothing !== undefined && loss > knowsNothing + WORSE) return 'worse than a blind guess';
  const words = Math.exp(loss);
  const text = words < 10 ? words.toFixed(1) : formatCount(Number(words.toPrecision(2)));
  return `like guessing among ${text} words`;
}
