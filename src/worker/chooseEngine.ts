import { backendName } from '../config/choices';
import type { Backend, Settings } from '../config/settings';
import type { Device } from '../engine/devices';
import type { Engine, TrainableModel } from '../engine/engine';
import type { BackendReport, Refusal, Timing, Timings, WorkerTimings } from '../protocol/backend';
import { chooseWorkers, type WorkersChoice } from './chooseWorkers';
import { type Trial, timeModel } from './timeEngine';
import type { WatchFrames } from './watchFrames';

export interface Choice {
  readonly engine: Engine;
  readonly model: TrainableModel;
  readonly report: BackendReport;
}

/**
 * Chooses an engine for a task and makes its model there. Throws with every reason where no engine will do.
 *
 * @param avoid backends that have failed this task before; taken only where nothing else runs
 */
export type Choose = (
  setting: Settings['backend'],
  task: Task,
  avoid?: readonly Backend[],
) => Promise<Choice>;

/** What choosing needs of the world. */
export interface Chooser {
  /** What a backend would run on, without starting it; throws where it cannot run */
  readonly detect: (backend: Backend) => Promise<Device>;
  readonly start: (backend: Backend) => Promise<Engine>;
  /** The self-test: throws where the engine computes wrong numbers, else how far off it is */
  readonly test: (engine: Engine) => Promise<number>;
  readonly load: (sizeClass: string) => Promise<Timings | undefined>;
  readonly save: (sizeClass: string, timings: Timings) => Promise<void>;
  readonly now: () => number;
  /** How the number of WASM workers is chosen */
  readonly workers: {
    readonly cores: number;
    readonly watchFrames: WatchFrames;
    readonly load: (sizeClass: string) => Promise<WorkerTimings | undefined>;
    readonly save: (sizeClass: string, timings: WorkerTimings) => Promise<void>;
  };
}

/** What is to be trained. */
export interface Task {
  /** @param workers how many train it, for an engine that can use several; `workers` if left out */
  readonly makeModel: (engine: Engine, workers?: number) => Promise<TrainableModel>;
  /** How many workers are to train it; 0 for as many as do it best */
  readonly workers: number;
  readonly trial: Trial;
  /** Tasks of one class are about equally large: what is fastest for one is fastest for all. */
  readonly sizeClass: string;
  /** Called with what takes time, in the page's words */
  readonly onPhase: (phase: string) => void;
}

/** After so long no third backend is timed, ms. Two are always compared. */
const BUDGET_MS = 2000;

/** Quickest to start first, so that there is something to compare with when time runs out. */
const TIMED: readonly Backend[] = ['wasm', 'webgpu', 'webgl'];

/** Where the compiled engine cannot do it, TensorFlow.js may on the same GPU: many times slower, so only then. */
const withStandIn = (order: readonly Backend[]): Backend[] =>
  order.flatMap((backend) => (backend === 'webgpu' ? [backend, 'tfjs-webgpu'] : [backend]));

/** ms a step of the workers that were chosen, where they were timed just now */
const msOf = (timings: WorkerTimings | undefined) =>
  timings?.remembered === false
    ? timings.rows.find((row) => row.workers === timings.workers)?.msPerStep
    : undefined;

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/**
 * Chooses the engine of a model. A forced backend is taken as it is, software renderers included; if it
 * cannot hold the model, the next that can. For 'auto' all that run on real hardware and pass the self-test
 * train the first steps of the very run, and the fastest is taken; it is remembered by device and size
 * class. Where the compiled WebGPU engine cannot, TensorFlow.js takes its place there. Plain JavaScript on the CPU is many times slower than all others, and what is left if none runs.
 * Engines are started once and kept.
 */
export function createChooser({ detect, start, test, load, save, now, ...of }: Chooser): Choose {
  const started = new Map<Backend, Promise<{ engine: Engine; selfTestError: number }>>();

  const startOnce = (backend: Backend, { onPhase }: Task) => {
    const known = started.get(backend);
    if (known) return known;
    onPhase(`Starting ${backendName(backend)} and testing its arithmetic`);
    const fresh = start(backend).then(async (engine) => ({
      engine,
      selfTestError: await test(engine),
    }));
    started.set(backend, fresh);
    // An engine that failed is started anew if it is asked for again.
    void fresh
      .then(({ engine }) => engine.failed)
      .then(
        () => started.delete(backend),
        () => {},
      );
    return fresh;
  };

  /** ms a step. An engine that fails meanwhile is not fast, and a model that threw is given up. */
  const time = async (engine: Engine, model: TrainableModel, { trial }: Task) => {
    const failed = engine.failed.then(({ reason }) => {
      throw new Error(reason);
    });
    failed.catch(() => {}); // A later failure is for whoever trains then to report.
    try {
      return await Promise.race([timeModel(model, trial, now), failed]);
    } catch (error) {
      model.dispose();
      throw error;
    }
  };

  /** The model with as many WASM workers as train it best, by timing them, or as was found on an earlier visit. */
  const withBestWorkers = async (engine: Engine, task: Task): Promise<WorkersChoice> => {
    const { cores, watchFrames } = of.workers;
    const known = await of.workers.load(task.sizeClass);
    if (known) {
      const model = await task.makeModel(engine, known.workers);
      return { model, timings: { ...known, remembered: true } };
    }
    const choice = await chooseWorkers({
      ...{ cores, watchFrames },
      make: (workers) => task.makeModel(engine, workers),
      time: (model, workers) => {
        task.onPhase(`Timing WASM with ${workers} ${workers === 1 ? 'worker' : 'workers'}`);
        return time(engine, model, task);
      },
    });
    // One that was chosen for want of frames is not the last word.
    if (choice.timings?.rows.every((row) => row.longestFrame !== undefined)) {
      await of.workers.save(task.sizeClass, choice.timings);
    }
    return choice;
  };

  const begin = async (backend: Backend, task: Task, refusals: Refusal[], timings?: Timings) => {
    const { engine, selfTestError } = await startOnce(backend, task);
    const hasChoice = backend === 'wasm' && task.workers === 0 && of.workers.cores > 1;
    const { model, timings: workers } = hasChoice
      ? await withBestWorkers(engine, task)
      : { model: await task.makeModel(engine) };
    const { device, software } = engine;
    const report = {
      backend,
      device: model.device ?? device,
      software,
      refusals,
      selfTestError,
      timings,
      workers,
    };
    return { engine, model, report } satisfies Choice;
  };

  /** The first of these that starts and can hold the model; undefined where none. */
  const first = async (order: readonly Backend[], task: Task, refusals: Refusal[]) => {
    for (const backend of order) {
      try {
        return await begin(backend, task, refusals);
      } catch (error) {
        refusals.push({ backend, reason: reasonOf(error) });
      }
    }
    return undefined;
  };

  /** Those that are real hardware here. */
  const candidates = async (refusals: Refusal[], avoid: readonly Backend[]) => {
    const real: Backend[] = [];
    for (const backend of TIMED) {
      if (avoid.includes(backend)) {
        refusals.push({ backend, reason: 'it has failed this run' });
        continue;
      }
      try {
        const { device, software } = await detect(backend);
        if (software) throw new Error(`here it would run on the CPU (${device})`);
        real.push(backend);
      } catch (error) {
        refusals.push({ backend, reason: reasonOf(error) });
      }
    }
    return real;
  };

  /** As `begin`, with an engine that has room to train. */
  const beginToTrain = async (backend: Backend, task: Task, refusals: Refusal[]) => {
    const choice = await begin(backend, task, refusals);
    const { onlyLooks } = choice.model;
    if (onlyLooks === undefined) return choice;
    choice.model.dispose();
    throw new RangeError(onlyLooks);
  };

  /** Times each in turn; all but the fastest give their models up. */
  const fastest = async (order: readonly Backend[], task: Task, refusals: Refusal[]) => {
    const began = now();
    const rows: Timing[] = [];
    let best: (Choice & { ms: number }) | undefined;
    let isCompiledUnfit = false;
    for (const backend of withStandIn(order)) {
      if (backend === 'tfjs-webgpu' && !isCompiledUnfit) continue;
      if (rows.length > 1 && now() - began > BUDGET_MS) {
        const reason = `it was not timed, as choosing had already taken ${BUDGET_MS / 1000} s`;
        refusals.push({ backend, reason });
        continue;
      }
      try {
        const from = now();
        const choice = await beginToTrain(backend, task, refusals).catch((error: unknown) => {
          isCompiledUnfit = backend === 'webgpu';
          throw error;
        });
        const readySeconds = (now() - from) / 1000;
        let ms = msOf(choice.report.workers);
        if (ms === undefined) {
          task.onPhase(`Timing ${backendName(backend)} on this model`);
          ms = await time(choice.engine, choice.model, task);
        }
        rows.push({ backend, device: choice.engine.device, msPerStep: ms, readySeconds });
        if (best && best.ms <= ms) choice.model.dispose();
        else {
          best?.model.dispose();
          best = { ...choice, ms };
        }
      } catch (error) {
        refusals.push({ backend, reason: reasonOf(error) });
      }
    }
    if (!best) return undefined;
    const timings = { rows, remembered: false };
    await save(task.sizeClass, timings);
    const { engine, model, report } = best;
    return { engine, model, report: { ...report, timings } };
  };

  /** What was the fastest on an earlier visit, if it still runs on the same device. */
  const remembered = async (task: Task, refusals: Refusal[]) => {
    const known = await load(task.sizeClass);
    const row = known?.rows.reduce((a, b) => (b.msPerStep < a.msPerStep ? b : a));
    if (!known || !row) return undefined;
    try {
      const { engine } = await startOnce(row.backend, task);
      if (engine.device !== row.device) return undefined;
      return await begin(row.backend, task, refusals, { ...known, remembered: true });
    } catch {
      return undefined; // Timing anew finds the reason, if it is still there.
    }
  };

  return async (setting, task, avoid = []) => {
    const refusals: Refusal[] = [];
    let choice: Choice | undefined;
    if (setting !== 'auto' && avoid.includes(setting)) {
      refusals.push({ backend: setting, reason: 'it has failed this run' });
      const others = withStandIn([...TIMED, 'cpu']).filter((b) => !avoid.includes(b));
      choice = await first(others, task, refusals);
    } else if (setting === 'auto') {
      if (avoid.length === 0) choice = await remembered(task, refusals);
      if (!choice) {
        const real = await candidates(refusals, avoid);
        if (real.length > 1) choice = await fastest(real, task, refusals);
        choice ??= await first(withStandIn(real), task, refusals); // with several: where none has room to train
        choice ??= await first(['cpu'], task, refusals);
      }
    } else {
      try {
        choice = await begin(setting, task, refusals);
      } catch (error) {
        refusals.push({ backend: setting, reason: reasonOf(error) });
        // It works, but this model is too much for it: what the person asked for cannot be had.
        if (error instanceof RangeError) {
          const others = withStandIn([...TIMED, 'cpu']).filter((b) => b !== setting);
          choice = await first(others, task, refusals);
        }
      }
    }
    if (choice) return choice;
    const [only] = refusals;
    if (only && refusals.length === 1) throw new Error(only.reason); // whoever asked for it knows its name
    throw new Error(refusals.map((r) => `${backendName(r.backend)}: ${r.reason}`).join('; '));
  };
}
