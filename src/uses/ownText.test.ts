import { expect, it } from 'vitest';
import { ownSplit } from './ownText';
import { testDesk } from './testDesk';
import { vocabularyOf } from './testReader';

const desk = testDesk({ vocabulary: vocabularyOf('a'), expects: () => ({}), isOwn: true });
const sentences = Array.from({ length: 40 }, (_, i) => `Sentence ${i}.`);

it.each([
  ['what was held out', sentences.slice(3, 7), ''],
  ['a tenth where all was held out, as of a model from elsewhere', sentences, ''],
  ['a tenth where nothing is known', [], ' (in sentences that the model may have read)'],
])('asks about %s, and rivals read the rest', (_, heldOut, note) => {
  const split = ownSplit({ ...desk, sentences, heldOut });
  expect(split.note).toBe(note);
  expect(split.asked).toHaveLength(4);
  if (heldOut.length === 4) expect(split.asked.toSorted()).toEqual(heldOut.toSorted());
  expect([...split.asked, ...split.read].toSorted()).toEqual(sentences.toSorted());
});

it('keeps a sentence that returns from the rivals each time', () => {
  const { asked, read } = ownSplit({ ...desk, sentences: ['a', 'a', 'b', 'a'] });
  expect(asked).toHaveLength(1);
  expect(read).not.toContain(asked[0]);
});
