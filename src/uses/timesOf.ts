import { formatCount } from '../base/format';

/** A ratio of probabilities by its logarithm, whichever is larger: "1.8 times", "1 200 times". Two digits are all it can bear. */
export function timesOf(logRatio: number): string {
  const ratio = Math.exp(Math.abs(logRatio));
  if (ratio > 1e6) return 'more than a million times';
  return `${ratio < 9.95 ? ratio.toFixed(1) : formatCount(Number(ratio.toPrecision(2)))} times`;
}
