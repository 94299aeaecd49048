import { expect, it } from 'vitest';
import { MASK_STRATEGIES } from '../config/settings';
import { STRATEGY_TEXTS } from './strategyTexts';

it.each(MASK_STRATEGIES)('%s: a name, a sentence and a source', (strategy) => {
  const { label, sentence, source } = STRATEGY_TEXTS[strategy];
  expect(label).toMatch(/^[A-Z]/);
  expect(sentence).toMatch(/^[A-Z].+\.$/);
  expect(source).toMatch(/(19|20)\d\d$/);
});
