import { describe, expect, it, vi } from 'vitest';
import type { Backend } from '../config/settings';
import type { Engine, TrainableModel } from '../engine/engine';
import { createChooser } from './chooseEngine';

const model = {} as TrainableModel;

/** An engine that is only asked what it is. */
const engineOf = (backend: Backend, software = false) =>
  ({ backend, device: `${backend} device`, software }) as Engine;

function chooserOf(engines: Partial<Record<Backend, Engine | Error>>) {
  const start = vi.fn(async (backend: Backend) => {
    const found = engines[backend] ?? new Error('not here');
    if (found instanceof Error) throw found;
    return found;
  });
  return { choose: createChooser(start, async () => 1e-7), start };
}
const makes = async () => model;
const nothing = () => {};

describe('createChooser', () => {
  it('takes the first that runs on real hardware, and says why not the others', async () => {
    const { choose } = chooserOf({ webgl: engineOf('webgl', true), wasm: engineOf('wasm') });
    const { report } = await choose('auto', makes, nothing);
    expect(report.backend).toBe('wasm');
    expect(report.refusals.map((r) => r.backend)).toEqual(['webgpu', 'webgl']);
    expect(report.refusals[1]!.reason).toContain('CPU in disguise (webgl device)');
  });

  it('takes a real WebGPU before all others', async () => {
    const { choose } = chooserOf({ webgpu: engineOf('webgpu'), wasm: engineOf('wasm') });
    expect((await choose('auto', makes, nothing)).report.backend).toBe('webgpu');
  });

  it('takes a forced software renderer as it is', async () => {
    const { choose } = chooserOf({ webgpu: engineOf('webgpu', true) });
    const { report } = await choose('webgpu', makes, nothing);
    expect(report).toMatchObject({ backend: 'webgpu', software: true, refusals: [] });
  });

  it('does not go elsewhere when a forced one cannot start', async () => {
    const { choose } = chooserOf({ wasm: engineOf('wasm') });
    await expect(choose('webgpu', makes, nothing)).rejects.toThrow('webgpu: not here');
  });

  it('goes on, with the reason, when the model is too large for it', async () => {
    const { choose } = chooserOf({ webgpu: engineOf('webgpu'), wasm: engineOf('wasm') });
    const small = async (engine: Engine) => {
      if (engine.backend === 'webgpu') throw new RangeError('4096 MiB in one piece');
      return model;
    };
    for (const setting of ['auto', 'webgpu'] as const) {
      const { report } = await choose(setting, small, nothing);
      expect(report.backend).toBe('wasm');
      expect(report.refusals[0]).toEqual({ backend: 'webgpu', reason: '4096 MiB in one piece' });
    }
  });

  it('refuses an engine that fails its self-test', async () => {
    const start = async (backend: Backend) => engineOf(backend);
    const test = async ({ backend }: Engine) => {
      if (backend === 'webgpu') throw new Error('it computes wrong numbers');
      return 0;
    };
    const { report } = await createChooser(start, test)('auto', makes, nothing);
    expect(report.backend).toBe('webgl');
    expect(report.refusals[0]!.reason).toBe('it computes wrong numbers');
  });

  it('starts each engine once, and tells of it once', async () => {
    const { choose, start } = chooserOf({ wasm: engineOf('wasm') });
    const onTry = vi.fn();
    await choose('wasm', makes, onTry);
    await choose('wasm', makes, onTry);
    expect(start).toHaveBeenCalledTimes(1);
    expect(onTry).toHaveBeenCalledTimes(1);
  });
});
