import { describe, expect, it, vi } from 'vitest';
import { batch, goldenModel, goldenOptions } from '../testParity';
import { openGpu } from './device';
import { createWebGPUEngine } from './engine';
import { testDevice } from './testDevice';

// Skips the file where there is no adapter.
await testDevice();

describe('a device of our own', () => {
  it('tells its loss, with the last step that was read back', async () => {
    const gpu = await openGpu();
    const engine = createWebGPUEngine(gpu);
    const model = await goldenModel(engine);
    for (let i = 0; i < 3; i++) model.train(batch, goldenOptions);
    await model.statistics();
    model.train(batch, goldenOptions);
    gpu.device.destroy();
    expect(await engine.failed).toMatchObject({ kind: 'lost', step: 3 });
    await expect(model.statistics()).rejects.toThrow();
  });

  it('tells the first error only, and that it was one', async () => {
    const onError = vi.fn();
    const gpu = await openGpu(undefined, onError);
    for (let i = 0; i < 5; i++) {
      // A uniform buffer cannot be copied into without COPY_DST.
      const buffer = gpu.device.createBuffer({ size: 16, usage: GPUBufferUsage.UNIFORM });
      gpu.device.queue.writeBuffer(buffer, 0, new Uint32Array(4));
    }
    const failure = await gpu.failed;
    expect(failure.kind).toBe('error');
    expect(failure.reason.length).toBeGreaterThan(10);
    expect(onError).toHaveBeenCalledTimes(1);
    gpu.device.destroy();
  });

  it('names the adapter, and knows a CPU in disguise', async () => {
    const gpu = await openGpu();
    expect(gpu.name).not.toBe('');
    if (/swiftshader|llvmpipe/i.test(gpu.name)) expect(gpu.software).toBe(true);
    gpu.device.destroy();
  });
});
