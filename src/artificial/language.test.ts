import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTEXTS, type Context } from '../config/settings';
import { startWasmEngine } from '../engine/wasm/engine';
import { languages } from '../grammar/languages';
import { probeRun } from '../probe/probeRun';
import { look } from '../train/look';
import { type Language, makeLanguage } from './language';
import { aboveFloor, drawn, LEAK, leaking, NEAR, settings, trained } from './testLearning';

let language: Language;
let learned: Record<Context, Awaited<ReturnType<typeof trained>>>;
beforeAll(async () => {
  const engine = await startWasmEngine();
  language = await drawn(languages.find(({ id }) => id === 'clue')!);
  learned = {
    left: await trained(engine, 'left', language),
    right: await trained(engine, 'right', language),
    both: await trained(engine, 'both', language),
  };
});
afterAll(() => {
  for (const { model } of Object.values(learned)) model.dispose();
});

describe('a language with a known best guess', () => {
  it('is drawn, examined and described', () => {
    const { summary, exam, dataset } = language;
    expect(summary.examBlanks).toBe(exam.blanks);
    expect(summary.telling).toHaveLength(exam.blanks);
    expect(dataset.trainWindows.firstUnit.length).toBe(summary.trainSentences);
    const { left, right, both } = summary.tellingFloors!;
    expect(left.loss - both.loss).toBeGreaterThan(0.8);
    expect(both.accuracy - left.accuracy).toBeGreaterThan(0.25);
    expect(right.loss).toBeGreaterThanOrEqual(both.loss);
    expect(summary.floors.both.loss).toBeLessThan(summary.knowsFrequencies);
    for (const { inputIds, blank, answer, exact, before, after } of summary.specimens) {
      // [CLS] before it; the closing mark is not set apart.
      const words = before.split(' ').slice(0, -1);
      expect(words.map((word) => summary.tokens.indexOf(word))).toEqual([
        ...inputIds.slice(1, blank),
      ]);
      expect(after.at(-1)).toBe(blank === inputIds.length - 2 ? undefined : '.');
      expect(answer).toBeGreaterThan(4);
      for (const context of CONTEXTS) expect(exact![context].length).toBeGreaterThan(0);
    }
  });

  it('is learned to near the floor of each context, and not below it', () => {
    for (const context of CONTEXTS) {
      const { result } = learned[context];
      expect(result.loss).toBeLessThan(language.summary.floors[context].loss + NEAR);
      expect(aboveFloor(result.losses, language.floors, context)).toBeGreaterThan(LEAK);
    }
  });

  it('would be below the floor if both sides were seen, even on a quarter of the blanks', () => {
    const [left, both] = [learned.left.result.losses, learned.both.result.losses];
    expect(aboveFloor(both, language.floors, 'left')).toBeLessThan(2 * LEAK);
    expect(aboveFloor(leaking(left, both, 4), language.floors, 'left')).toBeLessThan(LEAK);
  });

  it('shows the exact answer beside the guesses', async () => {
    for (const context of CONTEXTS) {
      const specimen = language.summary.specimens[0]!;
      const request = { requestId: 1, inputIds: specimen.inputIds, blanks: [specimen.blank] };
      const own = { ...settings, context };
      const view = await look(learned[context].model, request, own, language.truth);
      const { guesses, divergence } = view.exact![0]!;
      expect(guesses[0]).toEqual(specimen.exact![context][0]);
      expect(divergence).toBeGreaterThanOrEqual(0);
      expect(divergence).toBeLessThan(0.7);
    }
  });

  it('has features in which a probe finds what the grammar says', async () => {
    const { config, model } = learned.both;
    const state = await model.read();
    const rest = async () => {};
    const { right } = (await probeRun(config, state, language, settings, rest, () => true))!;
    const accuracy = right.reduce((a, b) => a + b, 0) / right.length;
    expect(right.length).toBeGreaterThan(100);
    expect(accuracy).toBeGreaterThan(0.8);
  });

  it('has no exact answer for a sentence that is not in it', () => {
    const { truth, summary } = language;
    const { inputIds, blank } = summary.specimens[0]!;
    const reversed = Int32Array.from([2, ...inputIds.slice(1, -1).toReversed(), 3]);
    expect(truth!.posterior(inputIds, [blank], 'both')).toBeDefined();
    expect(truth!.posterior(reversed, [reversed.indexOf(4)], 'both')).toBeUndefined();
  });

  it('says what is wrong with a grammar, and where', async () => {
    const options = { sentences: 100, seed: 1, sequenceLength: 24 };
    await expect(makeLanguage({ ...options, grammar: 'a = <b> .' })).rejects.toThrow(/[Ll]ine 1/);
  });
});
