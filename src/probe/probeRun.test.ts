import { describe, expect, it } from 'vitest';
import { makeLanguage } from '../artificial/language';
import { EXPERIMENT_SETTINGS } from '../config/experiments';
import { languages } from '../grammar/languages';
import { bertConfig } from '../model/config';
import { initialValues } from '../model/initialValues';
import { parameterLayout } from '../model/layout';
import { probeRun } from './probeRun';

/** So many that 300 are held out: 250 for the probe to learn from, 50 for its test. */
const SENTENCES = 3000;

/** A language, and a model that has not learned anything of it. */
async function untrained(id: string, sentences = SENTENCES) {
  const grammar = await languages.find((l) => l.id === id)!.load();
  const language = await makeLanguage({ grammar, sentences, seed: 1, sequenceLength: 24 });
  const config = bertConfig(EXPERIMENT_SETTINGS, language.vocabSize);
  const zeros = new Float32Array();
  const parameters = initialValues(config, parameterLayout(config), 1);
  const state = { parameters, firstMoment: zeros, secondMoment: zeros, step: 0 };
  const probe = (pause = async () => {}, isWanted = () => true) =>
    probeRun(config, state, language, EXPERIMENT_SETTINGS, pause, isWanted);
  return { language, probe };
}
const mean = (right: Uint8Array) => right.reduce((a, b) => a + b, 0) / right.length;

describe('probeRun', () => {
  it('reads the order of cases at every word, and not well where nothing was learned', async () => {
    const { language, probe } = await untrained('cases');
    const { right, groups, converged } = (await probe())!;
    expect(converged).toBe(true);
    // The nouns' gender is in any mixture of the words; which of two comes first is not. So it is more than a
    // third, the share of each of three orders, and leaves room above it for what training adds.
    expect(mean(right)).toBeGreaterThan(1 / 3);
    expect(mean(right)).toBeLessThan(0.8);
    // An item a word, and each knows its sentence.
    const { dataset, sentences } = language;
    const tested = [...new Set(groups)];
    expect(tested).toHaveLength(50);
    expect(right.length).toBeGreaterThan(8 * tested.length); // sentences of 8 to 10 words
    expect(tested.every((s) => dataset.heldOut[s] === 1)).toBe(true);
    expect(Array.from(groups)).toEqual(tested.flatMap((s) => sentences[s]!.map(() => s)));
  });

  it('reads a topic even where nothing was learned: that tells nothing of training', async () => {
    const { probe } = await untrained('topics');
    expect(mean((await probe())!.right)).toBeGreaterThan(0.9);
  });

  it('rests on its way, and is given up once nobody wants it', async () => {
    const { probe } = await untrained('translation', 300);
    let rests = 0;
    const pause = async () => void rests++;
    expect(await probe(pause, () => rests < 3)).toBeUndefined();
    expect(rests).toBe(3);
  });
});
