import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXPERIMENT_SETTINGS } from '../config/experiments';
import { CONTEXTS, type Context } from '../config/settings';
import type { Engine } from '../engine/engine';
import { startWasmEngine } from '../engine/wasm/engine';
import type { BlankFloor } from '../grammar/floors';
import { type BuiltInLanguage, languages } from '../grammar/languages';
import { bertConfig } from '../model/config';
import { initialValues } from '../model/initialValues';
import { parameterLayout } from '../model/layout';
import { probeRun } from '../probe/probeRun';
import { createBatches } from '../train/batches';
import { sitExam } from '../train/exam';
import { look } from '../train/look';
import { stepOptions } from '../train/session';
import { type Language, makeLanguage } from './language';

/** 600 steps at a higher rate: not to the floor, but near it. */
const settings = { ...EXPERIMENT_SETTINGS, maxSteps: 600, warmupSteps: 60, learningRate: 2e-3 };

let engine: Engine;
let language: Language;
const drawn = async ({ load }: BuiltInLanguage) =>
  makeLanguage({ grammar: await load(), sentences: 6000, seed: 1, sequenceLength: 24 });
let learned: Record<Context, Awaited<ReturnType<typeof trained>>>;
beforeAll(async () => {
  engine = await startWasmEngine();
  language = await drawn(languages.find(({ id }) => id === 'clue')!);
  learned = {
    left: await trained('left', language),
    right: await trained('right', language),
    both: await trained('both', language),
  };
});
afterAll(() => {
  for (const { model } of Object.values(learned)) model.dispose();
});

/**
 * By how much losses lie above the floor of a context, paired blank by blank, in standard errors of the mean. What a
 * blank's word happens to be is in both and cancels out, so a mean of 0.02 nats stands out.
 *
 * A model that sees no more than its context is above the floor in the mean, whatever it learned: the floor is the
 * least expected loss. So far below it as `LEAK` it comes by chance once in 30 000 exams.
 */
function aboveFloor(losses: ArrayLike<number>, floors: readonly BlankFloor[], context: Context) {
  const differences = floors.map((floor, m) => losses[m]! - floor[context].loss);
  const M = differences.length;
  const mean = differences.reduce((a, b) => a + b, 0) / M;
  const variance = differences.reduce((sum, d) => sum + (d - mean) ** 2, 0) / (M - 1);
  return mean / Math.sqrt(variance / M);
}
const LEAK = -4;
/** nats above the floor after so few steps; further off, a small leak would be hidden. */
const NEAR = 0.2;

async function trained(context: Context, { dataset, vocabSize, exam }: Language) {
  const config = bertConfig(settings, vocabSize);
  const layout = parameterLayout(config);
  const model = await engine.createModel(
    config,
    {
      parameters: initialValues(config, layout, 1),
      firstMoment: new Float32Array(layout.length),
      secondMoment: new Float32Array(layout.length),
      step: 0,
    },
    { batchSize: settings.batchSize, sequenceLength: settings.maxPositionEmbeddings },
  );
  const batches = createBatches(dataset, vocabSize);
  const own = { ...settings, context };
  for (let step = 0; step < settings.maxSteps; step++) {
    model.train(batches.at(step, own), stepOptions(own, step));
    if (step % 32 === 31) await model.statistics();
  }
  return { model, result: await sitExam(model, exam, context), config };
}

describe('a language whose best guess is known', () => {
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
    for (const { inputIds, blank, answer, exact, words } of summary.specimens) {
      expect(summary.tokens[answer]).toBe(words[blank - 1]);
      expect(inputIds).toHaveLength(words.length + 2);
      for (const context of CONTEXTS) expect(exact[context].length).toBeGreaterThan(0);
    }
  });

  it('is learned to near the floor of each context, and not below it', () => {
    for (const context of CONTEXTS) {
      const { result } = learned[context];
      expect(result.loss).toBeLessThan(language.summary.floors[context].loss + NEAR);
      expect(aboveFloor(result.losses, language.floors, context)).toBeGreaterThan(LEAK);
    }
  });

  it('would be below the floor if it were seen from both sides, or a quarter of it', () => {
    const { left, both } = learned;
    const leaks = (every: number) =>
      left.result.losses.map((loss, m) => (m % every === 0 ? both.result.losses[m]! : loss));
    expect(aboveFloor(leaks(1), language.floors, 'left')).toBeLessThan(2 * LEAK);
    expect(aboveFloor(leaks(4), language.floors, 'left')).toBeLessThan(LEAK);
  });

  it('is looked at, with the exact answer beside', async () => {
    for (const context of CONTEXTS) {
      const specimen = language.summary.specimens[0]!;
      const request = { requestId: 1, inputIds: specimen.inputIds, blanks: [specimen.blank] };
      const own = { ...settings, context };
      const view = await look(learned[context].model, request, own, language.truth);
      const { guesses, divergence } = view.exact![0]!;
      expect(guesses[0]).toEqual(specimen.exact[context][0]);
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

  it('has no exact answer for a sentence that it has not', () => {
    const { truth, summary } = language;
    const { inputIds, blank } = summary.specimens[0]!;
    const reversed = Int32Array.from([2, ...inputIds.slice(1, -1).toReversed(), 3]);
    expect(truth!.posterior(inputIds, [blank], 'both')).toBeDefined();
    expect(truth!.posterior(reversed, [reversed.indexOf(4)], 'both')).toBeUndefined();
  });

  it('says what is wrong with a grammar, and in which line', async () => {
    const options = { sentences: 100, seed: 1, sequenceLength: 24 };
    await expect(makeLanguage({ ...options, grammar: 'a = <b> .' })).rejects.toThrow(/[Ll]ine 1/);
  });
});

it.each(languages.filter(({ id }) => id !== 'clue'))(
  '$id is learned from the left alone, and nothing of what stands to the right',
  async (builtIn) => {
    const own = await drawn(builtIn);
    const { model, result } = await trained('left', own);
    model.dispose();
    expect(result.loss).toBeLessThan(own.summary.floors.left.loss + NEAR);
    expect(aboveFloor(result.losses, own.floors, 'left')).toBeGreaterThan(LEAK);
    // What the best guess of both sides scores, which is what a leak leads to, is far below.
    const both = own.floors.map((floor) => floor.both.loss);
    expect(aboveFloor(both, own.floors, 'left')).toBeLessThan(2 * LEAK);
  },
);
