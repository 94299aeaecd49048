import { describe, expect, it } from 'vitest';
import { LAB_SETTINGS } from '../config/lab';
import { languages } from '../grammar/languages';
import { bertConfig } from '../model/config';
import { initialValues } from '../model/initialValues';
import { parameterLayout } from '../model/layout';
import { makeLanguage } from './language';
import { probeRun } from './probeRun';

/** What a probe reads from a model that has not learned anything. */
async function untrained(id: string) {
  const grammar = await languages.find((l) => l.id === id)!.load();
  // 500 sentences held out: 250 for the probe to learn from, 250 for its test.
  const language = await makeLanguage({ grammar, sentences: 6000, seed: 1, sequenceLength: 24 });
  const config = bertConfig(LAB_SETTINGS, language.vocabSize);
  const zeros = new Float32Array();
  const parameters = initialValues(config, parameterLayout(config), 1);
  const state = { parameters, firstMoment: zeros, secondMoment: zeros, step: 0 };
  const right = probeRun(config, state, language, LAB_SETTINGS)!;
  return { items: right.length, accuracy: right.reduce((a, b) => a + b, 0) / right.length };
}

describe('probeRun', () => {
  it('reads the order of cases at every word, and not well where nothing was learned', {
    timeout: 60_000,
  }, async () => {
    const { items, accuracy } = await untrained('cases');
    expect(items).toBeGreaterThan(250 * 8); // sentences of 8 to 10 words
    // The nouns' gender is in any mixture of the words; which of two comes first is not. So it is more than a
    // third, the share of each of three orders, and leaves room above it for what training adds.
    expect(accuracy).toBeGreaterThan(1 / 3);
    expect(accuracy).toBeLessThan(0.8);
  });

  it('reads a topic even where nothing was learned: that tells nothing of training', {
    timeout: 60_000,
  }, async () => {
    expect((await untrained('topics')).accuracy).toBeGreaterThan(0.99);
  });
});
