import { expect, it } from 'vitest';
import { semanticOrientation } from './semanticOrientation';

const words = (text: string) => text.split(' ');

it('scores a text by the sentences in which its words meet the names', () => {
  const sentences = ['cake good', 'cake tea good', 'storm bad', 'storm tea', 'cake'].map(words);
  const scores = semanticOrientation(sentences, ['good', 'bad']);
  // Two sentences have "good", both of them cake and one tea; one has "bad", with storm.
  expect(scores(words('cake tea'))[0]).toBeCloseTo(Math.log(2.01 / 2.01) + Math.log(1.01 / 2.01));
  expect(scores(words('cake tea'))[1]).toBeCloseTo(2 * Math.log(0.01 / 1.01));
  // A word counts once, and one that met neither tells nearly nothing.
  expect(scores(words('storm storm'))).toEqual(scores(words('storm')));
  const [good, bad] = scores(words('storm'));
  expect(bad).toBeGreaterThan(good!);
});
