import { beforeAll, expect, it, vi } from 'vitest';
import type { TrainingState } from '../base/trainingState';
import { DEFAULT_SETTINGS, type Settings } from '../config/settings';
import { storeEncoded } from '../dataset/encodedBlobs';
import { prepareText } from '../dataset/prepare';
import type { TextToLearn } from '../protocol/experiments';
import { assembleRun } from './assembleRun';
import { learnableText } from './experimentText';
import { fromModel } from './fromModel';

vi.mock('./fromModel', () => ({ fromModel: vi.fn() }));

const TEXT = Array.from({ length: 40 }, (_, i) => `Cat ${i % 7} sat on mat ${i % 5}.`).join(' ');
const settings: Settings = { ...DEFAULT_SETTINGS, vocabSize: 80, maxPositionEmbeddings: 16 };

let text: TextToLearn;
beforeAll(async () => {
  const prepared = await prepareText(TEXT, settings);
  const { vocabulary } = prepared;
  const specimen = { inputIds: Int32Array.of(2, 4, 3), blank: 1, answer: 9, exact: undefined };
  text = {
    ...{ id: 'cats', stored: storeEncoded(prepared), vocabulary, starter: 'de' },
    cut: { maxPositionEmbeddings: 16, keepTogether: true, packSentences: true },
    byHand: new Uint32Array(),
    specimens: [{ before: 'Cat ', after: ' sat.', ...specimen }],
  };
});

it('is cut, held out and examined as in the playground', async () => {
  const { vocabulary, stored } = text;
  const { exam, facts } = await assembleRun(
    {
      ...{ settings, stored, vocabSize: vocabulary.tokens.length, language: undefined },
      byHand: text.byHand,
    },
    () => {},
  );
  const learnable = await learnableText(text);
  expect(learnable.exam).toEqual(exam);
  expect(learnable.summary).toEqual({
    tokens: vocabulary.tokens,
    trainSentences: expect.any(Number),
    examSentences: facts.examSentences,
    repeatedShare: 0, // repeats are kept together
    examBlanks: facts.examBlanks,
    examShare: facts.examShare,
    // Nobody knows the best in it, nor which blanks depend on a side.
    ...{ telling: new Uint8Array(exam.blanks), floors: undefined, tellingFloors: undefined },
    groups: exam.groups,
    knowsNothing: facts.knowsNothing,
    knowsFrequencies: facts.knowsFrequencies,
    specimens: text.specimens,
  });
  const apart = await learnableText({
    ...{ ...text, id: 'apart' },
    cut: { ...text.cut, keepTogether: false },
  });
  // The last five sentences are the first five again; one of them is held out.
  expect(apart.summary).toMatchObject({
    ...{ trainSentences: 36, examSentences: 4, repeatedShare: 0.25 },
  });
});

it('has an exam as long as the playground’s where there is more to ask', async () => {
  const lines = Array.from({ length: 600 }, (_, i) => `Cat ${i} sat on mat ${(i * 7) % 50}.`);
  const prepared = await prepareText(lines.join(' '), settings);
  const { vocabulary } = prepared;
  const long = { ...text, id: 'long', stored: storeEncoded(prepared), vocabulary };
  const { examBlanks } = (await learnableText(long)).summary;
  expect(examBlanks).toBeGreaterThan(400);
  expect(examBlanks).toBeLessThan(500);
});

it('is trained on as the run’s settings say, and may go back to the best step', async () => {
  const { materialFor } = await learnableText(text);
  const material = await materialFor({ id: 'a', settings });
  expect(material).toMatchObject({ settings, begin: undefined, keepsBest: true, labels: [] });
  expect(fromModel).not.toHaveBeenCalled();
  const state = { step: 0 } as TrainingState;
  vi.mocked(fromModel).mockResolvedValueOnce(state);
  const begun: Settings = { ...settings, beginFrom: 'starter' };
  expect((await materialFor({ id: 'b', settings: begun })).begin).toBe(state);
  const { vocabulary } = text;
  expect(fromModel).toHaveBeenCalledExactlyOnceWith(begun, { language: 'de', vocabulary });
});

it('is read once, until another takes its place or it could not be read', async () => {
  const making = learnableText(text);
  expect(learnableText({ ...text })).toBe(making);
  const broken = { ...text, id: 'broken', cut: { ...text.cut, maxPositionEmbeddings: 2 } };
  const failing = learnableText(broken);
  await expect(failing).rejects.toThrow();
  expect(learnableText(broken)).not.toBe(failing);
  await learnableText(broken).catch(() => {});
  expect(learnableText(text)).not.toBe(making);
});

it('has the words that were chosen by hand', async () => {
  const chosen = { ...text, id: 'by hand', byHand: Uint32Array.of(0, 2) };
  const { dataset } = await (await learnableText(chosen)).materialFor({ id: 'a', settings });
  expect(Array.from(dataset.encoded.tokens.read(0, 3).marks, (mark) => mark & 4)).toEqual([
    4, 4, 0,
  ]);
});
