import { expect, it } from 'vitest';
import { testDesk } from '../testDesk';
import { vocabularyOf } from '../testReader';
import { ownExam } from './ownExam';

const vocabulary = vocabularyOf('a', 'b', 'c', 'd', 'e', '.');
const HELD = ['a b c d .', 'a b c e .'];
/** The two words may be the second and third, or the third and fourth; it always writes b, c, d. */
const desk = testDesk({
  ...{ vocabulary, isOwn: true, heldOut: HELD, sentences: ['a b d e .', 'a b b b .', ...HELD] },
  expects: (_, place) => ({ ['?abcd.'[place]!]: 0.9 }),
});
const mean = (scores: ArrayLike<number>) =>
  Array.from(scores).reduce((x, y) => x + y, 0) / scores.length;

it('has two words restored in sentences kept out, by the model and by pairs that never read them', async () => {
  const [sitting] = await ownExam({ ...desk, heldOut: [HELD[0]!] });
  expect(sitting!.rows.map(({ who }) => who)).toEqual(['model', 'atOnce', '2']);
  expect(Array.from(sitting!.rows[0]!.scores)).toEqual([1]);
  const [both] = await ownExam(desk);
  expect(mean(both!.rows[0]!.scores)).toBeGreaterThanOrEqual(0.75);
  // Pairs read “b d” and “b b”, and never c.
  expect(mean(both!.rows[2]!.scores)).toBeLessThan(0.75);
});

it('asks nothing where no sentence has room for a gap', async () => {
  expect(await ownExam({ ...desk, heldOut: ['a .', 'z y x w .'] })).toEqual([]);
});
