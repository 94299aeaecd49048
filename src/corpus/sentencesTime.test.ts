import { expect, it } from 'vitest';
import { splitSentences } from './sentences';

/** A pass takes about a second. Work that grew as the square would take 10^12 steps, which no machine does in five minutes. */
const LONG = 2_000_000;

it.each(['Yes, and so on it goes. No end of it! ', 'word ', 'word\n', '"', ': ', '. '])(
  'takes time in proportion to the length: %j',
  (part) => {
    let sentences = 0;
    for (const _ of splitSentences(part.repeat(LONG / part.length))) sentences++;
    expect(sentences).toBeGreaterThan(0);
  },
);
