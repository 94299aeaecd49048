import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../config/settings';
import { presentCode } from './presentCode';

const SETTINGS = {
  ...DEFAULT_SETTINGS,
  ...{ hiddenSize: 24, numHiddenLayers: 3, maxSteps: 70, batchSize: 5, learningRate: 0.0025 },
  ...{ mlmProbability: 0.4, maxPositionEmbeddings: 48, seed: 9 },
};

it('is a script with these settings, also before anything was trained', () => {
  const code = presentCode(SETTINGS, 321, 'My text');
  for (const line of [
    'hidden_size=24,',
    'num_hidden_layers=3,',
    '"--max_steps", type=int, default=70',
    'per_device_train_batch_size=5,',
    'learning_rate=0.0025,',
    '"mlm_probability": 0.4,',
    'SEQUENCE_LENGTH = 48',
    'SEED = 9',
    '# 321',
    'The run\'s text was "My text"',
  ]) {
    expect(code).toContain(line);
  }
});

it('cannot be broken by the name of a text', () => {
  const code = presentCode(SETTINGS, 9, 'a"\nimport shutil #');
  expect(code.split('\n')).not.toContain('import shutil #".');
  expect(code).not.toMatch(/^import shutil/m);
});
