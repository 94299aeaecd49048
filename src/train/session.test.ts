import { describe, expect, it } from 'vitest';
import { examEvery, isRecording } from '../config/moments';
import { DEFAULT_SETTINGS, type Settings } from '../config/settings';
import { makeDataset } from '../dataset/dataset';
import { prepareText } from '../dataset/prepare';
import type { TrainableModel } from '../engine/engine';
import { bertConfig } from '../model/config';
import type { View } from '../protocol/look';
import type { Problem } from '../protocol/problem';
import type { Metrics, RunState } from '../protocol/run';
import { UNK_ID } from '../tokenizer/vocabulary';
import { createBatches } from './batches';
import { makeExam } from './exam';
import { createSession } from './session';

const TEXT = Array.from({ length: 60 }, (_, i) => `Cat number ${i % 7} sat on mat ${i % 5}.`).join(
  ' ',
);

/** A model that only counts, with faults on order: step number -> loss. */
function fakeModel(losses: (step: number) => number) {
  const log: string[] = [];
  let step = 0;
  let queued: number[] = [];
  let last = 0;
  let previous = 0;
  const model: TrainableModel = {
    config: bertConfig(DEFAULT_SETTINGS, 100),
    get step() {
      return step;
    },
    train() {
      step++;
      queued.push(losses(step));
    },
    async statistics() {
      const values = Float32Array.from(queued);
      queued = [];
      return { losses: values, gradNorms: values.map(() => 1) };
    },
    async evaluate(batch) {
      log.push(`exam@${step}`);
      return {
        losses: new Float32Array(batch.positions.length).fill(2),
        predictions: Int32Array.from(batch.labels),
      };
    },
    async infer(batch) {
      log.push(`look@${step}`);
      const T = 32;
      return {
        logits: new Float32Array(batch.positions.length * 100),
        attentions: new Float32Array(2 * 4 * T * T),
      };
    },
    mark() {
      previous = last;
      last = step;
    },
    restore(which) {
      step = which === 'last' ? last : previous;
      queued = [];
      log.push(`restore ${which}`);
    },
    async read() {
      log.push(`read@${step}`);
      const none = new Float32Array(0);
      return { parameters: none, firstMoment: none, secondMoment: none, step };
    },
    dispose: () => log.push('dispose'),
  };
  return { model, log };
}

interface Faults {
  /** Blanks of the batch of 0-based step `step`; as they come if left out */
  readonly blanksOf?: (step: number) => number;
  readonly examTokens?: 'unknown';
}

async function setUp(
  settings: Partial<Settings>,
  losses: (step: number) => number = () => 1,
  { blanksOf, examTokens }: Faults = {},
) {
  const all: Settings = { ...DEFAULT_SETTINGS, maxSteps: 50, ...settings };
  const { encoded, vocabulary } = await prepareText(TEXT, all);
  const dataset = makeDataset(encoded, {
    sequenceLength: all.maxPositionEmbeddings,
    keepTogether: true,
  });
  const vocabSize = vocabulary.tokens.length;
  const fake = fakeModel(losses);
  const seen = {
    states: [] as RunState[],
    metrics: [] as Metrics[],
    views: [] as View[],
    problems: [] as Problem[],
  };
  const batches = createBatches(dataset, vocabSize);
  const at = (step: number, asked: Settings) => {
    const batch = batches.at(step, asked);
    const blanks = blanksOf?.(step) ?? batch.positions.length;
    const [positions, labels] = [batch.positions, batch.labels].map((of) => of.slice(0, blanks));
    return { ...batch, positions: positions!, labels: labels! };
  };
  const ids = examTokens ? encoded.ids.map(() => UNK_ID) : encoded.ids;
  const session = createSession({
    model: fake.model,
    batches: { ...batches, at },
    exam: makeExam({ ...dataset, encoded: { ...encoded, ids } }, vocabSize),
    settings: all,
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    events: {
      onState: (state) => seen.states.push(state),
      onMetrics: (m) => seen.metrics.push(m),
      onView: (v) => seen.views.push(v),
      onProblem: (p) => seen.problems.push(p),
    },
  });
  return { session, settings: all, ...fake, ...seen };
}

const look = { requestId: 1, inputIds: Int32Array.of(2, 10, 4, 3), blanks: [2] };

describe('a session', () => {
  it('trains to the end, reports every step once and sits the exam on fixed steps', async () => {
    const t = await setUp({});
    await t.session.start();
    expect(t.states).toEqual(['running', 'done']);
    const steps = t.metrics.flatMap((m) => m.train.map((p) => p.step));
    expect(steps).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
    const exams = t.metrics.flatMap((m) => m.evals.map((e) => e.step));
    const every = examEvery(50);
    expect(exams).toEqual(Array.from({ length: 50 / every + 1 }, (_, i) => i * every));
  });

  it('pauses between steps and goes on where it stopped', async () => {
    const t = await setUp({ maxSteps: 1000 });
    const running = t.session.start();
    while (t.model.step < 5) await new Promise((resolve) => setImmediate(resolve));
    t.session.pause();
    await running;
    const paused = t.model.step;
    expect(t.states.at(-1)).toBe('paused');
    await t.session.step();
    expect(t.model.step).toBe(paused + 1);
    t.session.update({ ...t.settings, maxSteps: paused + 3 });
    await t.session.start();
    expect(t.model.step).toBe(paused + 3);
    expect(t.states.at(-1)).toBe('done');
  });

  it('goes on without a break where it is started again before its pause takes effect', async () => {
    const t = await setUp({ maxSteps: 200 });
    const running = t.session.start();
    while (t.model.step < 5) await new Promise((resolve) => setImmediate(resolve));
    t.session.pause();
    await Promise.all([running, t.session.start()]);
    expect(t.states).toEqual(['running', 'done']);
    expect(t.model.step).toBe(200);
  });

  it.each([1, 2, 20, 33])(
    'stops at a loss that is not a number in step %i, on good weights',
    async (bad) => {
      const t = await setUp({ maxSteps: 60 }, (step) => (step >= bad ? Number.NaN : 1));
      await t.session.start();
      expect(t.problems).toHaveLength(1);
      expect(t.problems[0]!.kind).toBe('not-finite');
      expect(t.problems[0]!.what).toContain(`step ${bad} `);
      expect(t.problems[0]!.advice).toContain('0.0003');
      // The weights of step k made the loss of step k + 1: the last good ones are before `bad`.
      expect(t.model.step).toBeLessThan(bad);
      expect(t.problems[0]!.why).toContain(`step ${t.model.step} are kept`);
      expect(t.states.at(-1)).toBe('paused');
      const losses = t.metrics.flatMap((m) => m.train.map((p) => p.loss));
      expect(losses.every(Number.isFinite)).toBe(true);
    },
  );

  it('has no loss where a step asked nothing, and takes none for a fault', async () => {
    // Whatever the engine's mean over no blanks comes out as.
    const t = await setUp({ maxSteps: 12 }, (step) => (step % 3 === 0 ? Number.NaN : 1), {
      blanksOf: (step) => (step % 3 === 2 ? 0 : 4),
    });
    await t.session.start();
    expect(t.problems).toEqual([]);
    expect(t.states.at(-1)).toBe('done');
    const losses = t.metrics.flatMap((m) => m.train.map(({ loss }) => loss));
    expect(losses).toEqual(Array.from({ length: 12 }, (_, i) => (i % 3 === 2 ? undefined : 1)));
  });

  it('does not train where nothing is hidden, and says why', async () => {
    const t = await setUp({ maskStrategy: 'hand' });
    await t.session.start();
    const told = t.metrics.length;
    await t.session.step();
    expect(t.model.step).toBe(0);
    expect(t.metrics.length).toBe(told + 1); // the page waits for no step
    expect(t.problems.map(({ what }) => what)).toEqual(
      new Array(2).fill('Nothing is hidden, so there is nothing to learn.'),
    );
    expect(t.problems[0]!.why).toContain('by hand');
    t.session.update({ ...t.settings, maskStrategy: 'token' });
    await t.session.start();
    expect(t.model.step).toBe(50);
  });

  it('sits no exam that asks nothing, and has none to keep', async () => {
    const t = await setUp({ maxSteps: 12 }, undefined, { examTokens: 'unknown' });
    await t.session.start();
    expect(t.states.at(-1)).toBe('done');
    expect(t.metrics.flatMap((m) => m.evals)).toEqual([]);
    expect(await t.session.keep()).toBeUndefined();
  });

  it('goes on after the loss was not a number once the cause is gone', async () => {
    let broken = true;
    const t = await setUp({ maxSteps: 30 }, (step) => (broken && step === 10 ? Number.NaN : 1));
    await t.session.start();
    broken = false;
    await t.session.start();
    expect(t.states.at(-1)).toBe('done');
    expect(t.problems).toHaveLength(1);
  });

  it('answers looks at rest, and between steps; the newest wins', async () => {
    const t = await setUp({ maxSteps: 40 });
    await t.session.look(look);
    expect(t.views.map((v) => v.step)).toEqual([0]);
    const running = t.session.start();
    t.session.look({ ...look, requestId: 2 });
    t.session.look({ ...look, requestId: 3 });
    await running;
    expect(t.views.map((v) => v.requestId)).toEqual([1, 3]);
    expect(t.views[1]!.guesses[0]).toHaveLength(5);
    expect(t.views[1]!.attentions).toHaveLength(2 * 4 * 4 * 4);
  });

  it('says of each view what the model could see then, whatever is set later', async () => {
    const t = await setUp({ maxSteps: 40 });
    await t.session.look(look);
    t.session.update({ ...t.settings, context: 'left' });
    await t.session.look({ ...look, requestId: 2 });
    expect(t.views.map((v) => v.context)).toEqual(['both', 'left']);
  });

  describe('records the watched sentence', () => {
    const watched = { ...look, record: true };
    const recorded = (views: readonly View[]) => views.filter((v) => v.recorded).map((v) => v.step);
    const chosen = (from: number, to: number, maxSteps: number) =>
      Array.from({ length: to - from + 1 }, (_, i) => from + i).filter((step) =>
        isRecording(step, maxSteps),
      );

    it('at the chosen steps from 0 to the end, each once', async () => {
      const t = await setUp({ maxSteps: 400 });
      await t.session.look(watched);
      await t.session.start();
      expect(recorded(t.views)).toEqual(chosen(0, 400, 400));
      expect(t.views.every((v) => v.requestId === 1)).toBe(true);
    });

    it('at the same steps however it was paused, stepped and prolonged', async () => {
      const t = await setUp({ maxSteps: 100 });
      await t.session.look(watched);
      for (let i = 0; i < 7; i++) await t.session.step();
      const running = t.session.start();
      while (t.model.step < 30) await new Promise((resolve) => setImmediate(resolve));
      t.session.pause();
      await running;
      await t.session.look({ ...watched, requestId: 2 });
      await t.session.start();
      expect([...new Set(recorded(t.views))]).toEqual(chosen(0, 100, 100));
      const before = t.views.length;
      t.session.update({ ...t.settings, maxSteps: 300 });
      await t.session.start();
      expect(recorded(t.views.slice(before))).toEqual(chosen(101, 300, 300));
    });

    it('before the first step also where it is told of the sentence only then', async () => {
      const t = await setUp({ maxSteps: 20 });
      const running = t.session.start();
      t.session.look(watched);
      await running;
      expect(recorded(t.views)).toEqual(chosen(0, 20, 20));
    });

    it('as it now is, from where the sentence was changed', async () => {
      const t = await setUp({ maxSteps: 100 });
      await t.session.look(watched);
      const running = t.session.start();
      while (t.model.step < 40) await new Promise((resolve) => setImmediate(resolve));
      t.session.look({ ...watched, requestId: 2, inputIds: Int32Array.of(2, 4, 3), blanks: [1] });
      await running;
      const after = t.views.filter((v) => v.requestId === 2);
      expect(after.every((v) => v.length === 3)).toBe(true);
      expect(recorded(after)).toEqual(chosen(recorded(after)[0]!, 100, 100));
      expect(recorded(after)[0]).toBeLessThanOrEqual(50);
    });

    it('again where a loss that was not a number took it back', async () => {
      let broken = true;
      const t = await setUp({ maxSteps: 60 }, (step) => (broken && step === 21 ? Number.NaN : 1));
      await t.session.look(watched);
      await t.session.start();
      const back = t.model.step;
      expect(back).toBeLessThan(21);
      broken = false;
      const before = t.views.length;
      await t.session.start();
      expect(recorded(t.views.slice(before))).toEqual(chosen(back + 1, 60, 60));
    });

    it('only where that was asked for', async () => {
      const t = await setUp({ maxSteps: 40 });
      await t.session.look(look);
      await t.session.start();
      expect(t.views.map((v) => [v.step, v.recorded])).toEqual([[0, false]]);
    });
  });

  it('is kept while it trains, as of one step, with the exam and the curve of that step', async () => {
    const t = await setUp({ maxSteps: 2000 });
    const running = t.session.start();
    while (t.model.step < 7) await new Promise((resolve) => setImmediate(resolve));
    const kept = (await t.session.keep())!;
    const { step } = kept.state;
    expect(t.states.at(-1)).toBe('running');
    expect(step).toBeGreaterThanOrEqual(7);
    expect(kept.result.losses.every((loss) => loss === 2)).toBe(true);
    expect(kept.settings).toEqual(t.settings);
    expect(t.metrics.flatMap((m) => m.train.map((p) => p.step))).toContain(step);
    expect(t.metrics.flatMap((m) => m.evals.map((e) => e.step))).toContain(step);
    t.session.pause();
    await running;
    // Nothing was asked twice, or lost on the way.
    const exams = t.log.filter((line) => line === `exam@${step}`).length;
    const first = t.log.filter((line) => line === 'exam@0').length;
    expect(exams).toBe(first);
    const steps = t.metrics.flatMap((m) => m.train.map((p) => p.step));
    expect(steps).toEqual(Array.from({ length: t.model.step }, (_, i) => i + 1));
  });

  it('is kept with what it was trained with, whatever was set for the next run meanwhile', async () => {
    const t = await setUp({ maxSteps: 20 });
    await t.session.start();
    const sittings = t.log.filter((line) => line === 'exam@20').length;
    t.session.update({ ...t.settings, context: 'left', mlmProbability: 0.6 });
    const kept = await t.session.keep();
    expect(kept?.settings).toEqual(t.settings);
    expect(kept?.changed).toEqual([]);
    // The exam of the last step stands.
    expect(t.log.filter((line) => line === 'exam@20')).toHaveLength(sittings);
    expect(t.metrics.flatMap((m) => m.evals).every(({ context }) => context === 'both')).toBe(true);
  });

  it('is kept at rest, without a second exam where the model has not moved', async () => {
    const t = await setUp({ maxSteps: 50 });
    await t.session.start();
    const sittings = t.log.filter((line) => line === 'exam@50').length;
    const [a, b] = await Promise.all([t.session.keep(), t.session.keep()]);
    expect([a?.state.step, b?.state.step]).toEqual([50, 50]);
    expect(t.log.filter((line) => line === 'exam@50')).toHaveLength(sittings);
    t.session.update({ ...t.settings, maxSteps: 60 });
    // Changed and changed back before a step is no change.
    t.session.update({ ...t.settings, maxSteps: 60, learningRate: 0.5 });
    t.session.update({ ...t.settings, maxSteps: 60 });
    await t.session.step();
    const last = await t.session.keep();
    expect(last?.state.step).toBe(51);
    expect([a?.changed, last?.changed]).toEqual([[], ['maxSteps']]);
  });

  it('frees its model only after the work under way', async () => {
    const t = await setUp({ maxSteps: 1000 });
    void t.session.start();
    await new Promise((resolve) => setImmediate(resolve));
    await t.session.dispose();
    expect(t.log.at(-1)).toBe('dispose');
    const after = t.model.step;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(t.model.step).toBe(after);
  });

  describe('whose step failed', () => {
    const lost = new Error('the device is lost');
    const failed = async () => {
      const t = await setUp({ maxSteps: 1000 }, (step) => {
        if (step === 5) throw lost;
        return 1;
      });
      await expect(t.session.start()).rejects.toBe(lost);
      return t;
    };

    it('frees its model all the same, and once', async () => {
      const t = await failed();
      await t.session.dispose();
      expect(t.log.filter((line) => line === 'dispose')).toHaveLength(1);
    });

    it('tells all who ask of it why, and does nothing more', async () => {
      const t = await failed();
      const { step } = t.model;
      await expect(t.session.start()).rejects.toBe(lost);
      await expect(t.session.step()).rejects.toBe(lost);
      await expect(t.session.look(look)).rejects.toBe(lost);
      await expect(t.session.keep()).rejects.toBe(lost);
      expect(t.model.step).toBe(step);
      expect(t.views).toHaveLength(0);
    });

    it('tells who waited for it meanwhile', async () => {
      const t = await setUp({ maxSteps: 1000 }, () => {
        throw lost;
      });
      const running = t.session.start();
      const keeping = t.session.keep();
      const looking = t.session.look(look);
      await Promise.all([running, keeping, looking].map((one) => expect(one).rejects.toBe(lost)));
    });
  });
});
