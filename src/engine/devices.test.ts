import { describe, expect, it } from 'vitest';
import { adapterDevice, requestAdapter, wasmDevice, webglDevice } from './devices';
import { RELAXED_PROBE, SIMD_PROBE } from './wasm/simd';

describe('wasmDevice', () => {
  const accepting = (...probes: Uint8Array[]) =>
    wasmDevice((bytes) => probes.some((probe) => probe === bytes)).device;

  it('takes relaxed SIMD where it is, plain SIMD where it is not', () => {
    expect(accepting(SIMD_PROBE, RELAXED_PROBE)).toBe('relaxed SIMD');
    expect(accepting(SIMD_PROBE)).toBe('SIMD');
  });

  it('refuses clearly where there is no SIMD', () => {
    expect(() => accepting()).toThrow('no WebAssembly with SIMD');
  });

  it('asks with modules that only such a browser accepts', () => {
    expect(WebAssembly.validate(SIMD_PROBE)).toBe(true);
    // One byte on is no instruction that WebAssembly has.
    const broken = SIMD_PROBE.slice();
    broken[broken.length - 2] = 0xff;
    expect(WebAssembly.validate(broken)).toBe(false);
  });
});

it('says where a worker has no canvas for WebGL', () => {
  expect(() => webglDevice()).toThrow('this browser has no OffscreenCanvas');
});

describe('adapterDevice', () => {
  const of = (info: Partial<GPUAdapterInfo>) =>
    adapterDevice({ info: { vendor: '', architecture: '', ...info } } as GPUAdapter);

  it('says what the browser tells', () => {
    expect(of({ description: 'Some GPU 9' }).device).toBe('Some GPU 9');
    expect(of({ vendor: 'apple', architecture: 'metal-3' }).device).toBe('apple metal-3');
    expect(of({}).device).toBe('unnamed GPU');
  });

  it('knows a CPU in disguise', () => {
    expect(of({ vendor: 'google', architecture: 'swiftshader' }).software).toBe(true);
    expect(of({ description: 'Microsoft Basic Render Driver' }).software).toBe(true);
    expect(of({ vendor: 'nvidia', isFallbackAdapter: true }).software).toBe(true);
    expect(of({ vendor: 'nvidia', architecture: 'ada' }).software).toBeFalsy();
  });
});

describe('requestAdapter', () => {
  it('says whether WebGPU is missing, or only an adapter', async () => {
    const none = { requestAdapter: async () => null } as unknown as GPU;
    await expect(requestAdapter(none)).rejects.toThrow('no WebGPU adapter on this machine');
    await expect(requestAdapter(undefined, true)).rejects.toThrow('this browser has no WebGPU');
    await expect(requestAdapter(undefined, false)).rejects.toThrow('needs https or localhost');
  });

  it('asks once more, before it takes a CPU that acts as a GPU', async () => {
    const real = { info: { vendor: 'nvidia' } } as unknown as GPUAdapter;
    const software = { info: { isFallbackAdapter: true } } as unknown as GPUAdapter;
    let starting = true;
    const answerLate = async (options: GPURequestAdapterOptions) => {
      if (options.forceFallbackAdapter) return software;
      const answer = starting ? null : real;
      starting = false;
      return answer;
    };
    const gpu = { requestAdapter: answerLate } as unknown as GPU;
    expect(await requestAdapter(gpu)).toBe(real);
  });
});
