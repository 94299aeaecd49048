import type { Interval } from '../../base/bootstrap';

/** "[2.31, 2.60]": the ends of a 95 % interval. */
export const range = ({ low, high }: Interval, format: (value: number) => string): string =>
  `[${format(low)}, ${format(high)}]`;

/** About three figures: a perplexity of 1024, 18.4 or 2.31. */
export const formatPerplexity = (value: number): string =>
  value < 9.995 ? value.toFixed(2) : value.toFixed(value < 99.95 ? 1 : 0);
