import type { Interval } from '../../base/bootstrap';

/** "[2.31, 2.60]": the ends of a 95 % interval. */
export const range = ({ low, high }: Interval, format: (value: number) => string): string =>
  `[${format(low)}, ${format(high)}]`;

/** With its sign, and a true minus: "+0.12", "−0.40", "0.00". */
export function signed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  if (Number(text) === 0) return text;
  return `${value < 0 ? '−' : '+'}${text}`;
}

/** About three figures: a perplexity of 1024, 18.4 or 2.31. */
export const formatPerplexity = (value: number): string =>
  value < 9.995 ? value.toFixed(2) : value.toFixed(value < 99.95 ? 1 : 0);
