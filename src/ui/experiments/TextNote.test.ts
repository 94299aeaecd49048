import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../config/settings';
import { settingsInShort } from './TextNote';

it('names the settings that decide most, and those that are not usual', () => {
  expect(settingsInShort(DEFAULT_SETTINGS, [])).toBe(
    'begin from nothing, tokens word pieces, mask ratio 15 %, learning rate 0.001, size small',
  );
  const begun = { beginFrom: 'starter', tokenizer: 'starter', packSentences: false } as const;
  const dropout = { hiddenDropoutProb: 0.1, attentionProbsDropoutProb: 0.1, minFrequency: 1 };
  const settings = {
    ...DEFAULT_SETTINGS,
    ...begun,
    ...dropout,
    seed: 4,
    workers: 2,
    vocabSize: 99,
  };
  expect(settingsInShort(settings, ['seed', 'mlmProbability'])).toBe(
    'begin from the starter, tokens the starter’s, and your words, learning rate 0.001, each sentence by itself, dropout 0.1, size small',
  );
  const odd = {
    ...DEFAULT_SETTINGS,
    hiddenSize: 24,
    vocabSize: 99,
    attentionProbsDropoutProb: 0.2,
  };
  expect(settingsInShort(odd, [])).toMatch(
    /vocabulary 99 pieces, hidden size 24, attention dropout 0\.2$/,
  );
});
