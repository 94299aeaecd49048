import { describe, expect, it, vi } from 'vitest';
import type { Backend } from '../config/settings';
import type { Engine, TrainableModel } from '../engine/engine';
import type { Timings, WorkerTimings } from '../protocol/backend';
import { createChooser, type Task } from './chooseEngine';
import type { Trial } from './timeEngine';

interface Fake {
  readonly msPerStep: number;
  readonly software?: boolean;
  readonly startMs?: number;
  /** The self-test fails */
  readonly wrong?: boolean;
  /** It is lost while it is timed */
  readonly failing?: boolean;
  /** It cannot hold the model */
  readonly tooSmall?: boolean;
  /** It can hold the model, and not what training needs */
  readonly onlyLooks?: boolean;
}

/**
 * A machine with these backends and no others, on a clock of its own: a step takes exactly as long as the
 * machine says.
 */
function machine(backends: Partial<Record<Backend, Fake>>, cores = 1) {
  let time = 0;
  const disposed: Backend[] = [];
  const memory = new Map<string, Timings>();
  const crews = new Map<string, WorkerTimings>();
  const phases: string[] = [];
  const find = (backend: Backend) => {
    const found = backends[backend];
    if (!found) throw new Error('not here');
    return found;
  };
  const device = (backend: Backend) => `${backend} device`;
  const start = vi.fn(async (backend: Backend) => {
    time += find(backend).startMs ?? 0;
    const { software = false, failing } = find(backend);
    const failed = failing
      ? Promise.resolve({ kind: 'lost', reason: 'it was taken away', step: 0 })
      : new Promise(() => {});
    return { backend, device: device(backend), software, failed } as Engine;
  });
  const makeModel = async ({ backend }: Engine, workers = 0) => {
    if (find(backend).tooSmall) throw new RangeError('4096 MiB in one piece');
    let step = 0;
    let marked = Number.NaN;
    return {
      workers,
      onlyLooks: find(backend).onlyLooks ? 'no room to train' : undefined,
      get step() {
        return step;
      },
      mark() {
        marked = step;
      },
      train() {
        time += find(backend).msPerStep / Math.max(1, workers);
        step++;
      },
      statistics: async () => ({}),
      restore() {
        step = marked;
      },
      dispose() {
        disposed.push(backend);
      },
    } as unknown as TrainableModel;
  };
  const choose = createChooser({
    detect: async (backend) => ({
      device: device(backend),
      software: find(backend).software ?? false,
    }),
    start,
    test: async ({ backend }) => {
      if (find(backend).wrong) throw new Error('it computes wrong numbers');
      return 1e-7;
    },
    load: async (sizeClass) => memory.get(sizeClass),
    save: async (sizeClass, timings) => {
      memory.set(sizeClass, timings);
    },
    now: () => time,
    workers: {
      cores,
      watchFrames: async (work) => ({ result: await work(), longest: 17 }),
      load: async (sizeClass) => crews.get(sizeClass),
      save: async (sizeClass, timings) => {
        crews.set(sizeClass, timings);
      },
    },
  });
  const task: Task = {
    makeModel,
    trial: { batch: () => ({}), options: () => ({}) } as unknown as Trial,
    sizeClass: 'small',
    workers: 0,
    onPhase: (phase) => phases.push(phase),
  };
  return {
    choose: (setting: Backend | 'auto', more: Partial<Task> = {}) =>
      choose(setting, { ...task, ...more }),
    start,
    disposed,
    memory,
    phases,
  };
}

const backendOf = async (choosing: Promise<{ report: { backend: Backend } }>) =>
  (await choosing).report.backend;

describe('auto', () => {
  it('takes one that can train before a faster one that can only be looked at', async () => {
    const looks = { msPerStep: 1, onlyLooks: true };
    const { choose, disposed } = machine({ wasm: looks, webgpu: { msPerStep: 90 } });
    const { report } = await choose('auto');
    expect(report.backend).toBe('webgpu');
    expect(report.refusals).toContainEqual({ backend: 'wasm', reason: 'no room to train' });
    expect(disposed).toEqual(['wasm']);
    // Where none can, one that can be looked at is better than none.
    for (const backends of [{ wasm: looks, webgpu: looks }, { wasm: looks }]) {
      const { model } = await machine(backends).choose('auto');
      expect(model.onlyLooks).toBe('no room to train');
    }
  });

  it('takes the fastest of all that are real, whichever it is', async () => {
    for (const [webgpu, webgl, wasm, want] of [
      [1, 5, 3, 'webgpu'],
      [9, 5, 3, 'wasm'],
      [9, 2, 3, 'webgl'],
    ] as const) {
      const { choose, disposed } = machine({
        webgpu: { msPerStep: webgpu },
        webgl: { msPerStep: webgl },
        wasm: { msPerStep: wasm },
        cpu: { msPerStep: 0.1 },
      });
      const { report, model } = await choose('auto');
      expect(report.backend).toBe(want);
      const rows = report.timings!.rows.map((row) => [row.backend, row.msPerStep]);
      expect(rows).toEqual([
        ['wasm', wasm],
        ['webgpu', webgpu],
        ['webgl', webgl],
      ]);
      expect(report.timings!.remembered).toBe(false);
      // The others gave their memory back, and the one that stays has not learned yet.
      expect(disposed.toSorted()).toEqual(
        ['webgpu', 'webgl', 'wasm'].filter((b) => b !== want).toSorted(),
      );
      expect(model.step).toBe(0);
    }
  });

  it('times nothing where there is but one, and says why not the others', async () => {
    const { choose, phases, start } = machine({
      webgpu: { msPerStep: 1, software: true },
      wasm: { msPerStep: 3 },
    });
    const { report } = await choose('auto');
    expect(report).toMatchObject({ backend: 'wasm', timings: undefined });
    expect(report.refusals).toEqual([
      { backend: 'webgpu', reason: 'here it would run on the CPU (webgpu device)' },
      { backend: 'webgl', reason: 'not here' },
    ]);
    expect(phases).toEqual(['Starting WASM and testing its arithmetic']);
    expect(start).toHaveBeenCalledTimes(1);
  });

  it('says what it does, and how long each took to be ready', async () => {
    const { choose, phases } = machine({
      wasm: { msPerStep: 3, startMs: 500 },
      webgl: { msPerStep: 3, startMs: 250 },
    });
    const { report } = await choose('auto');
    expect(phases).toEqual([
      'Starting WASM and testing its arithmetic',
      'Timing WASM on this model',
      'Starting WebGL and testing its arithmetic',
      'Timing WebGL on this model',
    ]);
    expect(report.timings!.rows.map((row) => row.readySeconds)).toEqual([0.5, 0.25]);
    expect(report.backend).toBe('wasm'); // the first of two that are equally fast
  });

  it('stops timing when time is over, and says so', async () => {
    const { choose } = machine({
      wasm: { msPerStep: 3 },
      webgpu: { msPerStep: 2, startMs: 5000 },
      webgl: { msPerStep: 1 },
    });
    const { report } = await choose('auto');
    expect(report.backend).toBe('webgpu');
    expect(report.refusals).toEqual([
      { backend: 'webgl', reason: 'it was not timed, as choosing had already taken 2 s' },
    ]);
  });

  it('remembers by size class, and times anew where the device is another', async () => {
    const { choose, memory, phases } = machine({
      wasm: { msPerStep: 3 },
      webgpu: { msPerStep: 2 },
    });
    await choose('auto');
    phases.length = 0;
    const again = await choose('auto');
    expect(again.report.timings).toMatchObject({ remembered: true });
    expect(again.report.backend).toBe('webgpu');
    expect(phases).toEqual([]);
    const { rows, ...rest } = memory.get('small')!;
    memory.set('small', { ...rest, rows: rows.map((row) => ({ ...row, device: 'sold' })) });
    expect((await choose('auto')).report.timings).toMatchObject({ remembered: false });
  });

  it('leaves out what fails its self-test or cannot hold the model', async () => {
    const { choose } = machine({
      wasm: { msPerStep: 3 },
      webgpu: { msPerStep: 1, tooSmall: true },
      webgl: { msPerStep: 1, wrong: true },
    });
    const { report } = await choose('auto');
    expect(report.backend).toBe('wasm');
    expect(report.refusals).toEqual([
      { backend: 'webgpu', reason: '4096 MiB in one piece' },
      { backend: 'tfjs-webgpu', reason: 'not here' },
      { backend: 'webgl', reason: 'it computes wrong numbers' },
    ]);
  });

  it.each([
    ['computes wrong numbers', { wrong: true }],
    ['cannot hold the model', { tooSmall: true }],
    ['has no room to train it', { onlyLooks: true }],
  ])('lets TensorFlow.js try on WebGPU where the compiled engine %s', async (_, fault) => {
    const backends = {
      webgpu: { msPerStep: 1, ...fault },
      'tfjs-webgpu': { msPerStep: 2 },
      webgl: { msPerStep: 3 },
    };
    const { choose } = machine({ ...backends, wasm: { msPerStep: 4 } });
    const { report } = await choose('auto');
    expect(report.backend).toBe('tfjs-webgpu');
    const timed = report.timings!.rows.map((row) => row.backend);
    expect(timed).toEqual(['wasm', 'tfjs-webgpu', 'webgl']);
    // Also where there is nothing to compare it with.
    const { webgpu, 'tfjs-webgpu': standIn } = backends;
    const alone = machine({ webgpu, 'tfjs-webgpu': standIn });
    if (!('onlyLooks' in fault)) expect(await backendOf(alone.choose('auto'))).toBe('tfjs-webgpu');
  });

  it('does not start TensorFlow.js on WebGPU where the compiled engine does it', async () => {
    const fast = { 'tfjs-webgpu': { msPerStep: 0.1 }, wasm: { msPerStep: 3 } };
    for (const webgpu of [{ msPerStep: 1 }, { msPerStep: 99 }, { msPerStep: 1, failing: true }]) {
      const { choose, start } = machine({ ...fast, webgpu });
      await choose('auto');
      expect(start.mock.calls.map(([backend]) => backend)).toEqual(['wasm', 'webgpu']);
    }
  });

  it('compares two however slow the first is: the others are for large models', async () => {
    const { choose } = machine({ wasm: { msPerStep: 3000 }, webgpu: { msPerStep: 40 } });
    const { report } = await choose('auto');
    expect(report.backend).toBe('webgpu');
    expect(report.timings!.rows.map((row) => row.backend)).toEqual(['wasm', 'webgpu']);
  });

  it('does not take what fails while it is timed for fast, and gives its model up', async () => {
    const { choose, disposed, start } = machine({
      wasm: { msPerStep: 3 },
      webgpu: { msPerStep: 0.01, failing: true },
    });
    const { report } = await choose('auto');
    expect(report.backend).toBe('wasm');
    expect(report.refusals).toContainEqual({ backend: 'webgpu', reason: 'it was taken away' });
    expect(disposed).toEqual(['webgpu']);
    // Asked for by name, it is started anew.
    await choose('webgpu');
    expect(start.mock.calls.map(([backend]) => backend)).toEqual(['wasm', 'webgpu', 'webgpu']);
  });

  it('falls back to plain JavaScript only where nothing else runs', async () => {
    expect(await backendOf(machine({ cpu: { msPerStep: 99 } }).choose('auto'))).toBe('cpu');
    await expect(machine({}).choose('auto')).rejects.toThrow('WASM: not here; WebGPU: not here');
  });
});

describe('a forced backend', () => {
  it('is taken as it is, a CPU in disguise too, untimed', async () => {
    const { choose } = machine({ webgpu: { msPerStep: 9, software: true } });
    const { report } = await choose('webgpu');
    expect(report).toMatchObject({ backend: 'webgpu', software: true, refusals: [] });
  });

  it('is not replaced when it cannot start', async () => {
    const { choose } = machine({ wasm: { msPerStep: 1 } });
    await expect(choose('webgpu')).rejects.toThrow(/^not here$/);
  });

  it('is replaced, with the reason, when the model is too large for it', async () => {
    const { choose } = machine({
      webgpu: { msPerStep: 1, tooSmall: true },
      wasm: { msPerStep: 3 },
    });
    const { report } = await choose('webgpu');
    expect(report.backend).toBe('wasm');
    expect(report.refusals[0]).toEqual({ backend: 'webgpu', reason: '4096 MiB in one piece' });
  });

  it('is not tried again when the model is too large for it and for all others', async () => {
    const tooSmall = { msPerStep: 1, tooSmall: true };
    const { choose } = machine({ webgpu: tooSmall, wasm: tooSmall });
    await expect(choose('webgpu')).rejects.toThrow(
      /^WebGPU: 4096 MiB in one piece; WASM: 4096 MiB in one piece; WebGPU \(TensorFlow.js\): not here; WebGL: not here; CPU: not here$/,
    );
  });

  it('is started once, and told of once', async () => {
    const { choose, start, phases } = machine({ wasm: { msPerStep: 3 } });
    await choose('wasm');
    await choose('wasm');
    expect(start).toHaveBeenCalledTimes(1);
    expect(phases).toHaveLength(1);
  });
});

describe('the number of WASM workers', () => {
  it('is timed where it is left open, also on a forced backend, and remembered', async () => {
    const { choose, phases } = machine({ wasm: { msPerStep: 8 } }, 2);
    const { model, report } = await choose('wasm');
    expect(model.workers).toBe(2);
    expect(model.step).toBe(0);
    expect(report.workers).toMatchObject({ workers: 2, remembered: false });
    expect(report.workers!.rows.map((row) => row.msPerStep)).toEqual([8, 4]);
    expect(phases.slice(1)).toEqual(['Timing WASM with 1 worker', 'Timing WASM with 2 workers']);
    phases.length = 0;
    const again = await choose('auto');
    expect(again.report.workers).toMatchObject({ workers: 2, remembered: true });
    expect(phases).toEqual([]);
  });

  it('is not timed where it is given, or where there is one core', async () => {
    const given = await machine({ wasm: { msPerStep: 8 } }, 2).choose('wasm', { workers: 3 });
    const alone = await machine({ wasm: { msPerStep: 8 } }, 1).choose('wasm');
    expect([given.report.workers, alone.report.workers]).toEqual([undefined, undefined]);
  });

  it('counts when backends are compared, and is not timed twice', async () => {
    const { choose, phases } = machine({ wasm: { msPerStep: 8 }, webgpu: { msPerStep: 5 } }, 2);
    const { report } = await choose('auto');
    expect(report.backend).toBe('wasm');
    expect(report.timings!.rows.map((row) => row.msPerStep)).toEqual([4, 5]);
    expect(phases.filter((phase) => phase.includes('WASM'))).toHaveLength(3);
  });
});
