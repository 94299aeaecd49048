import { expect, it } from 'vitest';
import { splitSentences } from './sentences';

it.each(['Yes, and so on it goes. No end of it! ', 'word ', 'word\n', '"', ': ', '. '])(
  'takes time in proportion to the length: %j',
  (part) => {
    const cost = (size: number) => {
      const text = part.repeat(size / part.length);
      const times = [1, 2, 3, 4, 5].map(() => {
        const from = performance.now();
        splitSentences(text);
        return performance.now() - from;
      });
      return Math.min(...times);
    };
    cost(40_000);
    // Sixteen times the text: quadratic time would be 256-fold. Machines are noisy, hence 160.
    expect(cost(640_000)).toBeLessThan(160 * Math.max(5, cost(40_000)));
  },
);
