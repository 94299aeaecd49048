import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../config/settings';
import { makeDataset } from '../dataset/dataset';
import { prepareText } from '../dataset/prepare';
import { makeExam } from './exam';
import { examId } from './examId';

const sentences = (of: string) =>
  Array.from({ length: 90 }, (_, i) => `The ${of} ${i % 7} sat by the ${i % 5} mats, ${i}.`);

async function idOf(changed: Partial<Settings>, text = sentences('cat').join(' ')) {
  const settings = { ...DEFAULT_SETTINGS, ...changed };
  const { encoded, vocabulary } = await prepareText(text, settings);
  const sequenceLength = settings.maxPositionEmbeddings;
  const dataset = makeDataset(encoded, { ...settings, sequenceLength });
  return examId(makeExam(dataset, vocabulary.tokens.length));
}

it('is the same for one text, whatever the run’s seed, masks and model', async () => {
  const id = await idOf({});
  expect(id).toMatch(/^[0-9a-f]{16}$/);
  const other: Partial<Settings> = {
    ...{ seed: 7, mlmProbability: 0.4, maskStrategy: 'span', context: 'left' },
    ...{ hiddenSize: 32, batchSize: 3, maxSteps: 9 },
  };
  expect(await idOf(other)).toBe(id);
});

it('is another for other blanks', async () => {
  const ids = await Promise.all([
    idOf({}),
    idOf({}, `${sentences('cat').join(' ')} ${sentences('old dog').join(' ')}`),
    idOf({ tokenizer: 'character' }),
    idOf({ maxPositionEmbeddings: 40 }),
  ]);
  expect(new Set(ids).size).toBe(ids.length);
});
