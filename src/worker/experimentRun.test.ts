import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Language, makeLanguage } from '../artificial/language';
import { EXPERIMENT_SETTINGS } from '../config/experiments';
import type { Settings } from '../config/settings';
import type { Engine } from '../engine/engine';
import type { ProbedRun, probeRun } from '../probe/probeRun';
import type { BackendReport } from '../protocol/backend';
import type { ExperimentRun, ExperimentsEvent } from '../protocol/experiments';
import { satExam } from '../train/examId';
import { type CountingModelOptions, countingModel } from '../train/testModel';
import type { Task } from './chooseEngine';
import { learnableLanguage } from './experimentLanguages';
import { createExperimentRun } from './experimentRun';
import { createRunSaves } from './runSaves';
import { memoryStorage } from './testSaves';

const probe = vi.hoisted(() => ({ run: vi.fn<typeof probeRun>() }));
vi.mock('../probe/probeRun', () => ({ probeRun: probe.run }));

const settings: Settings = {
  ...EXPERIMENT_SETTINGS,
  ...{ backend: 'webgl', hiddenSize: 8, intermediateSize: 8, numHiddenLayers: 1 },
  ...{ numAttentionHeads: 1, maxSteps: 10 },
};
const RUN: ExperimentRun = { id: 'a', settings };
const REPORT: BackendReport = {
  ...{ backend: 'webgl' as const, device: 'a stub', software: false, refusals: [] },
  selfTestError: 0,
};

let language: Language;
beforeAll(async () => {
  language = await makeLanguage({
    grammar: 'text = <who> <does> .\nwho = the cat | the dog\ndoes = sleeps | sees <who>',
    ...{ sentences: 400, seed: 1, sequenceLength: 12 },
  });
});
beforeEach(() => {
  probe.run.mockReset();
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => void vi.useRealTimers());

/** The worker around a run, on a clock that goes on by 10 ms a step. */
function host(
  options: CountingModelOptions = {},
  saves = createRunSaves(() => {}, memoryStorage().storage),
) {
  const events: ExperimentsEvent[] = [];
  const transfers = new Map<ExperimentsEvent, Transferable[]>();
  const models: ReturnType<typeof countingModel>[] = [];
  const tasks: Task[] = [];
  const now = { jobId: 1, keepsRuns: false };
  const stop = vi.fn(() => {
    now.jobId = 0;
  });
  const create = (
    what: { probe?: boolean; together?: boolean } = {},
    run = RUN,
    onModel: (counting: ReturnType<typeof countingModel>) => void = () => {},
  ) =>
    createExperimentRun(
      {
        post(event, transfer = []) {
          events.push(event);
          transfers.set(event, transfer);
        },
        async choose(_setting, task) {
          const counting = countingModel({ msPerStep: 10, ...options });
          models.push(counting);
          tasks.push(task);
          onModel(counting);
          const engine = { backend: 'wasm', failed: new Promise(() => {}) } as unknown as Engine;
          return { engine, model: counting.model, report: REPORT };
        },
        isCurrent: (id) => id === now.jobId,
        keepsRuns: () => now.keepsRuns,
        stop,
        saves,
      },
      1,
      run,
      learnableLanguage('a grammar', language),
      { probe: false, together: false, group: 'a plan', ...what },
    );
  const made = async (...args: Parameters<typeof create>) => (await create(...args))!;
  const said = <T extends ExperimentsEvent['type']>(type: T) =>
    events.filter((e): e is Extract<ExperimentsEvent, { type: T }> => e.type === type);
  return { events, transfers, models, tasks, now, stop, create, made, said };
}

const PROBED: ProbedRun = {
  right: Uint8Array.of(1, 0, 1),
  groups: Uint32Array.of(0, 0, 1),
  converged: false,
};

describe('a run of a plan', () => {
  it('trains to its end, and its result is its last exam', async () => {
    const { said, events, made } = host();
    const { finish } = await made();
    await finish();
    expect(events[0]).toEqual({ type: 'backend', jobId: 1, report: REPORT });
    const progress = said('progress');
    expect(progress.every((e) => e.jobId === 1 && e.runId === 'a')).toBe(true);
    expect(progress.flatMap(({ evals }) => evals.map(({ step }) => step))).toEqual([0, 5, 10]);
    expect(progress.at(-1)).toMatchObject({ step: 10, seconds: 0.1 });
    const { blanks } = language.exam;
    expect(said('done')).toEqual([
      {
        ...{ type: 'done', jobId: 1, runId: 'a' },
        result: {
          ...{ step: 10, loss: 2, accuracy: 1, seconds: 0.1 },
          losses: new Float32Array(blanks).fill(2),
          right: new Uint8Array(blanks).fill(1),
          ...{ probe: undefined, probeGroups: undefined, probeConverged: undefined },
        },
      },
    ]);
    expect(events.at(-1)!.type).toBe('done');
    expect(probe.run).not.toHaveBeenCalled();
  });

  it('has the loss and accuracy over the telling blanks alone too, at each exam', async () => {
    const { said, made } = host();
    // The loss is that of the step where a blank tells, else 0; the model is right where it does not tell.
    const { telling } = language.summary;
    const { finish } = await made({}, RUN, ({ model }) => {
      let m = 0;
      model.evaluate = async ({ labels }) => {
        const tells = labels.map(() => telling[m++ % telling.length]!);
        return {
          losses: Float32Array.from(tells, (t) => t * (model.step + 1)),
          predictions: labels.map((label, i) => (tells[i] ? -1 : label)),
        };
      };
    });
    await finish();
    const count = telling.reduce((a, b) => a + b, 0);
    const share = count / telling.length;
    expect(count).toBeGreaterThan(0);
    expect(share).toBeLessThan(1);
    const evals = said('progress').flatMap((e) => e.evals);
    expect(evals.map((e) => e.telling)).toEqual([1, 6, 11].map((loss) => ({ loss, accuracy: 0 })));
    expect(evals[1]!.loss).toBeCloseTo(6 * share, 5);
    expect(evals[1]!.accuracy).toBeCloseTo(1 - share, 5);
  });

  it('trains on windows of the language, whatever the length in its settings', async () => {
    const { tasks, made, said, now } = host();
    now.keepsRuns = true;
    const run = { ...RUN, settings: { ...settings, maxPositionEmbeddings: 64 }, sentences: 7 };
    await (await made({}, run)).finish();
    const [task] = tasks;
    expect(task!.trial.batch(0).sequenceLength).toBe(12);
    expect(said('kept')[0]!.snapshot.settings).toMatchObject({ maxPositionEmbeddings: 12 });
    expect(said('kept')[0]!.snapshot.settings).toMatchObject({ tokenizer: 'word' });
    task!.onPhase('compiling');
    expect(said('phase')).toEqual([{ type: 'phase', jobId: 1, phase: 'compiling' }]);
  });

  it('in pieces is kept with the tokenizer that made them', async () => {
    const { made, said, now } = host();
    now.keepsRuns = true;
    await (await made({}, { ...RUN, pieces: 60 })).finish();
    const [kept] = said('kept');
    expect(kept!.snapshot.settings).toMatchObject({ tokenizer: 'wordpiece', vocabSize: 60 });
    expect(kept!.vocabulary).not.toEqual(language.vocabulary);
    expect(kept!.vocabulary.tokens.some((token) => token.startsWith('##'))).toBe(true);
  });

  it('is kept before its end where that is wanted, with its numbers handed over', async () => {
    const { events, transfers, made, now, said } = host();
    const { finish } = await made();
    now.keepsRuns = true; // asked once the run has ended
    await finish();
    expect(events.slice(-2).map(({ type }) => type)).toEqual(['kept', 'done']);
    const [kept] = said('kept');
    const { state, exam, changed } = kept!.snapshot;
    expect([kept!.jobId, kept!.runId, state.step]).toEqual([1, 'a', 10]);
    expect(kept!.vocabulary).toEqual(language.vocabulary);
    expect(changed).toEqual([]);
    const { losses, right } = said('done')[0]!.result;
    expect(exam).toEqual(satExam(language.exam, { loss: 2, accuracy: 1, losses, right }));
    expect(transfers.get(kept!)).toHaveLength(3);
  });

  it('is probed where that is asked for, after its training', async () => {
    const { made, said, models } = host();
    probe.run.mockResolvedValue(PROBED);
    const { finish } = await made({ probe: true });
    await finish();
    expect(said('done')[0]!.result).toMatchObject({
      ...{ probe: PROBED.right, probeGroups: PROBED.groups, probeConverged: false },
    });
    const [config, state, of, own] = probe.run.mock.lastCall!;
    const { dataset, labels } = language;
    expect(of).toMatchObject({ dataset, labels });
    expect([config, state.step]).toEqual([models[0]!.model.config, 10]);
    expect(own).toEqual({ ...settings, maxPositionEmbeddings: 12 });
  });

  it('has a result without a probe where its grammar gives no labels', async () => {
    const { made, said } = host();
    probe.run.mockResolvedValue(undefined);
    await (await made({ probe: true })).finish();
    expect(said('done')[0]!.result.probe).toBeUndefined();
  });

  it('that diverges has no result, and does not end its experiment', async () => {
    const { made, said, stop, events } = host({ losses: (step) => (step > 6 ? Number.NaN : 1) });
    await (await made({ probe: true })).finish();
    expect(events.at(-1)).toEqual({ type: 'diverged', jobId: 1, runId: 'a', step: 5 }); // its last exam
    expect([said('done'), said('problem')]).toEqual([[], []]);
    expect(stop).not.toHaveBeenCalled();
    expect(probe.run).not.toHaveBeenCalled();
  });

  it.each([0, 10])('whose exams have no loss from step %i on has diverged too', async (from) => {
    const { made, events, now } = host({ examLoss: (step) => (step >= from ? Number.NaN : 2) });
    now.keepsRuns = true;
    await (await made()).finish();
    expect(events.at(-1)).toEqual({ type: 'diverged', jobId: 1, runId: 'a', step: 10 });
  });

  it('that cannot be trained otherwise ends the experiment, and says why', async () => {
    const { made, said, stop } = host();
    const nothing = { ...RUN, settings: { ...settings, mlmProbability: 0 } };
    await (await made({}, nothing)).finish();
    expect(said('problem')).toMatchObject([
      {
        jobId: 1,
        problem: {
          kind: 'settings',
          what: 'Nothing is hidden, so there is nothing to learn.',
          advice:
            'Train again with another backend, another language, or a lower learning rate for a text.',
        },
      },
    ]);
    expect(stop).toHaveBeenCalledOnce();
    expect(said('diverged')).toEqual([]);
  });
});

describe('a run that is stopped', () => {
  it('before it is made says nothing, and frees its model', async () => {
    const { create, events, now, models } = host();
    const replace = () => {
      now.jobId = 2;
    };
    expect(await create({}, RUN, replace)).toBeUndefined();
    expect(models[0]!.log).toEqual(['dispose']);
    expect(await create()).toBeUndefined();
    expect(models).toHaveLength(1);
    expect(events).toEqual([]);
  });

  it('goes on in another experiment, which hears how far it has come', async () => {
    let atExam = (_step: number) => {};
    const { made, now, said, events, models } = host({
      examLoss: (step) => {
        atExam(step);
        return 2;
      },
    });
    const { session, finish, goOver } = await made();
    atExam = (step) => {
      if (step < 5) return;
      now.jobId = 0;
      session.pause();
    };
    await finish();
    atExam = () => {};
    expect(models[0]!.model.step).toBe(5);
    expect(said('done')).toEqual([]);
    vi.advanceTimersByTime(60_000); // it rests
    events.length = 0;
    now.jobId = 2;
    goOver(2);
    expect(events).toMatchObject([
      { type: 'backend', jobId: 2, report: REPORT },
      { type: 'progress', jobId: 2, runId: 'a', step: 5, seconds: 0.05 },
    ]);
    const [progress] = said('progress');
    expect(progress!.evals.map((e) => e.step)).toEqual([0, 5]);
    expect(progress!.evals[1]).toMatchObject({ loss: 2, telling: { loss: 2, accuracy: 1 } });
    await finish();
    expect(progress!.evals).toHaveLength(2); // what was sent stays as it was
    expect(said('done')).toMatchObject([{ jobId: 2, result: { step: 10, seconds: 0.1 } }]);
  });

  it('while it is probed has no result, and is kept no second time', async () => {
    const { made, now, said, events } = host();
    now.keepsRuns = true;
    probe.run.mockImplementationOnce(async (_config, _state, _of, _settings, _pause, isWanted) => {
      expect(isWanted()).toBe(true);
      now.jobId = 0;
      expect(isWanted()).toBe(false);
      vi.advanceTimersByTime(500);
      return undefined;
    });
    const { finish, goOver } = await made({ probe: true });
    await finish();
    expect(said('kept')).toHaveLength(1);
    expect(said('done')).toEqual([]);
    vi.advanceTimersByTime(60_000);
    events.length = 0;
    now.jobId = 2;
    goOver(2);
    probe.run.mockResolvedValue(PROBED);
    await finish();
    expect(said('kept')).toEqual([]);
    expect(said('done')).toMatchObject([{ jobId: 2, result: { seconds: 0.6 } }]);
  });

  it('and goes on at once counts its time once', async () => {
    const { made, now, said } = host();
    let endProbe = () => {};
    const probing = new Promise<void>((begun) => {
      probe.run.mockImplementationOnce(() => {
        begun();
        return new Promise((resolve) => {
          endProbe = () => resolve(undefined);
        });
      });
    });
    const { finish, goOver } = await made({ probe: true });
    const first = finish();
    await probing;
    vi.advanceTimersByTime(200);
    now.jobId = 2;
    goOver(2);
    probe.run.mockImplementationOnce(async () => {
      endProbe(); // the probe before is given up only now
      await first;
      vi.advanceTimersByTime(300);
      return PROBED;
    });
    await finish();
    expect(said('done')).toMatchObject([{ jobId: 2, result: { seconds: 0.6 } }]);
  });
});

describe('a run side by side with others', () => {
  it('is not sent at its end, but when it is asked for', async () => {
    const { made, now, said } = host();
    now.keepsRuns = true;
    const { finish, keep } = await made({ together: true });
    await finish();
    expect(said('kept')).toEqual([]);
    await keep();
    expect(said('kept')).toMatchObject([
      { jobId: 1, runId: 'a', snapshot: { state: { step: 10 } } },
    ]);
  });

  it('cannot be kept where its loss is not a number', async () => {
    const { made, said } = host({ examLoss: () => Number.NaN });
    const { keep } = await made({ together: true });
    await expect(keep()).rejects.toThrow('its loss is not a number');
    expect(said('kept')).toEqual([]);
  });

  it('that diverges ends the experiment, and says why', async () => {
    const { made, said, stop } = host({ losses: () => Number.NaN });
    await (await made({ together: true })).finish();
    expect(said('problem')).toMatchObject([{ jobId: 1, problem: { kind: 'not-finite' } }]);
    expect(said('problem')[0]!.problem.advice).toBe(
      'Train again with another backend, another language, or a lower learning rate for a text.',
    );
    expect(stop).toHaveBeenCalledOnce();
    expect([said('done'), said('diverged')]).toEqual([[], []]);
  });

  it('guesses a blank of a sentence, and is compared with the exact answer', async () => {
    const { made, said } = host();
    const { session } = await made({ together: true });
    const { inputIds, blank, answer } = language.summary.specimens[0]!;
    const count = language.vocabSize;
    await session.look({ requestId: 3, inputIds, blanks: [blank], answers: [answer], count });
    const { guesses, divergence, ...event } = said('guesses')[0]!;
    expect(event).toEqual({
      ...{ type: 'guesses', jobId: 1, runId: 'a', specimen: 3, step: 0 },
      answer: { id: answer, probability: expect.any(Number), rank: expect.any(Number) },
    });
    expect(guesses).toHaveLength(count);
    expect(divergence).toBeGreaterThan(0);
    await session.look({ requestId: 4, inputIds: Int32Array.of(2, 6, 6, 6, 3), blanks: [] });
    await session.look({ requestId: 5, inputIds: Int32Array.of(2, 4, 4, 4, 4, 4, 3), blanks: [1] });
    expect(said('guesses')[2]).toMatchObject({ specimen: 5, divergence: undefined });
    expect(said('guesses')[1]).toMatchObject({ guesses: [], divergence: undefined });
  });
});
