import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../config/settings';
import { makeDataset } from '../dataset/dataset';
import { prepareText } from '../dataset/prepare';
import { makeExam } from '../train/exam';
import { examRounds } from './examRounds';

async function roundsOf(sentences: number, targetBlanks?: number) {
  const text = Array.from({ length: sentences }, (_, i) => `The gull saw old boat number ${i}.`);
  const { encoded, vocabulary } = await prepareText(text.join(' '), DEFAULT_SETTINGS);
  const dataset = makeDataset(encoded, { sequenceLength: 16, keepTogether: false });
  const exam = makeExam(dataset, vocabulary.tokens.length, targetBlanks);
  return { rounds: examRounds(exam, dataset), windows: dataset.heldOutWindows.firstUnit.length };
}

it('counts how often a short text’s sentences are asked', async () => {
  expect((await roundsOf(60)).rounds).toBe(8); // As often as an exam asks at most.
  expect((await roundsOf(60, 1)).rounds).toBe(1);
  // It stops between two batches of 16 windows once it has enough.
  const { rounds, windows } = await roundsOf(400, 60);
  expect(windows).toBeGreaterThan(16);
  expect(rounds).toBeGreaterThan(1);
  expect(Number.isInteger(rounds)).toBe(false);
});

it('takes a text that is long enough as asked once', async () => {
  const { rounds, windows } = await roundsOf(2000, 40);
  expect(windows).toBeGreaterThan(32);
  expect(rounds).toBe(1);
});
