import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startEngine } from './startEngine';

const engines = vi.hoisted(() => ({
  webgpu: vi.fn(),
  wasm: vi.fn(),
  backend: vi.fn(),
  tfjs: vi.fn(),
}));
const choices = vi.hoisted(() => ({ load: vi.fn(), save: vi.fn() }));
vi.mock('../engine/webgpu/engine', () => ({ startWebGPUEngine: engines.webgpu }));
vi.mock('../engine/wasm/engine', () => ({ startWasmEngine: engines.wasm }));
vi.mock('../engine/tfjs/backends', () => ({ startBackend: engines.backend }));
vi.mock('../engine/tfjs/engine', () => ({ createTfjsEngine: engines.tfjs }));
vi.mock('../storage/gpuChoices', () => ({
  loadGpuChoices: choices.load,
  saveGpuChoices: choices.save,
}));

beforeEach(() => vi.resetAllMocks());
afterEach(() => vi.unstubAllGlobals());

it('starts WebGPU, which keeps its choices for each adapter', async () => {
  engines.webgpu.mockResolvedValue('the engine');
  expect(await startEngine('webgpu')).toBe('the engine');
  const store = engines.webgpu.mock.lastCall![0].storeFor('an adapter');
  choices.load.mockReturnValue('known');
  expect(store.load()).toBe('known');
  expect(choices.load).toHaveBeenCalledWith('an adapter');
  store.save('better');
  expect(choices.save).toHaveBeenCalledWith('an adapter', 'better');
});

it('starts WASM, whose helpers are workers of the same script', async () => {
  const started = vi.fn();
  class FakeWorker {
    constructor(...args: unknown[]) {
      started(...args);
    }
  }
  vi.stubGlobal('Worker', FakeWorker);
  vi.stubGlobal('self', { location: { href: 'https://cloze.test/worker.js' } });
  engines.wasm.mockResolvedValue('the engine');
  expect(await startEngine('wasm')).toBe('the engine');
  engines.wasm.mock.lastCall![0]();
  const options = { type: 'module', name: 'cloze-helper' };
  expect(started.mock.calls).toEqual([['https://cloze.test/worker.js', options]]);
  expect(engines.webgpu).not.toHaveBeenCalled();
});

it.each(['tfjs-webgpu', 'webgl', 'cpu'] as const)(
  'starts %s with TensorFlow.js',
  async (backend) => {
    engines.backend.mockResolvedValue('a backend');
    engines.tfjs.mockReturnValue('the engine');
    expect(await startEngine(backend)).toBe('the engine');
    expect(engines.backend).toHaveBeenCalledWith(backend);
    expect(engines.tfjs).toHaveBeenCalledWith('a backend');
    expect(engines.wasm).not.toHaveBeenCalled();
  },
);
