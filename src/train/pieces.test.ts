import { expect, it } from 'vitest';
import { languages } from '../grammar/languages';
import { BEGINS_WORD } from '../text/types';
import { makePieces } from './pieces';

it('cuts words into pieces, a sentence a window, and asks for whole words', async () => {
  const grammar = await languages[0]!.load();
  const options = { grammar, sentences: 500, seed: 1, sequenceLength: 24 };
  const { dataset, exam, vocabSize } = await makePieces(options, 64);
  const { encoded, units } = dataset;
  expect(vocabSize).toBe(64);
  const words = encoded.marks.reduce((sum, mark) => sum + (mark & BEGINS_WORD), 0);
  expect(encoded.ids.length / words).toBeGreaterThan(1.3);
  expect(units.starts.length).toBe(encoded.sentenceStarts.length - 1);
  expect(encoded.sentenceStarts.length - 1).toBe(500);
  expect(exam.blanks).toBeGreaterThan(500);
  // A blank beside one that continues its word is hidden with it.
  const [batch] = exam.batches;
  const asked = new Set(batch!.positions);
  const T = batch!.sequenceLength;
  let pairs = 0;
  for (const place of asked) if (asked.has(place + 1) && (place + 1) % T !== 0) pairs++;
  expect(pairs).toBeGreaterThan(asked.size / 4);
});
