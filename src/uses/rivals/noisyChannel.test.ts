import { expect, it } from 'vitest';
import { ibmModel1 } from './ibmModel1';
import { trainNGrams } from './ngram';
import { decode } from './noisyChannel';

const NOUNS = ['cat', 'dog', 'owl', 'fox'];
const FOREIGN: Readonly<Record<string, string>> = {
  ...{ cat: 'mi', dog: 'wo', owl: 'hu', fox: 'va', sees: 'ri', hears: 'ta', red: 'ko', big: 'bu' },
};

/** The other language puts the verb last and has no article. */
const pairs = NOUNS.flatMap((noun) =>
  ['sees', 'hears'].flatMap((verb) =>
    [['red'], ['big']].map((adjective) => ({
      target: ['the', ...adjective, noun, verb, '.'],
      source: [FOREIGN[noun]!, ...adjective.map((word) => FOREIGN[word]!), FOREIGN[verb]!, '.'],
    })),
  ),
);
const training = pairs.filter((_, i) => i % 5 !== 0);
const language = trainNGrams(
  training.map(({ target }) => target),
  3,
);
const channel = ibmModel1(
  training.map(({ source, target }) => ({ source: target, target: source })),
);

it('puts words into the order of the language, and adds those that only it has', () => {
  for (const { source, target } of pairs) {
    expect(decode(source, { language, channel, most: 7 })).toEqual(target);
  }
});

it('says something of a sentence of unknown words, no longer than allowed', () => {
  const found = decode(['zu', 'zu'], { language, channel, most: 3 });
  expect(found.length).toBeLessThanOrEqual(3);
  expect(decode([], { language, channel, most: 3 })).toEqual([]);
});
