import { fuzzText } from '../base/testFuzz';
import { readHash, writeHash } from './hash';
import { checkSettings, DEFAULT_SETTINGS, SETTING_KEYS } from './settings';

fuzzText({
  name: 'the settings of a link',
  samples: [
    writeHash(
      { ...DEFAULT_SETTINGS, maxSteps: 77, hiddenSize: 64 },
      { text: 'tiny', lesson: 'a' },
      [],
    ),
    '#mlm_probability=40%&backend=wasm&seed=1&seed=2',
  ],
  words: [
    ...SETTING_KEYS,
    ...['=', '&', '&amp;', '#', '%25', '+', 'text', 'steps', '_', 'seed=1&', 'opened'],
  ],
  once: [{ opening: 'maskReplaceProb&' }, { opening: 'x&', closing: 'seed=1&seed=2&' }],
  read(text) {
    const reading = readHash(text);
    checkSettings({ ...DEFAULT_SETTINGS, ...reading.given });
    return reading;
  },
});
