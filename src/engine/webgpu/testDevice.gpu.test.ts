import { describe, expect, it } from 'vitest';
import { expectClose } from '../testClose';
import { download, upload } from './testBuffers';
import { takeErrors, testDevice } from './testDevice';

const device = await testDevice();

const ADD = `
  @group(0) @binding(0) var<storage, read> a: array<f32>;
  @group(0) @binding(1) var<storage, read> b: array<f32>;
  @group(0) @binding(2) var<storage, read_write> sum: array<f32>;

  @compute @workgroup_size(64)
  fn main(@builtin(global_invocation_id) id: vec3u) {
    if (id.x < arrayLength(&sum)) {
      sum[id.x] = a[id.x] + b[id.x];
    }
  }
`;

const addPipeline = () =>
  device.createComputePipeline({
    layout: 'auto',
    compute: { module: device.createShaderModule({ code: ADD }) },
  });

function dispatch(pipeline: GPUComputePipeline, buffers: GPUBuffer[], workgroups: number): void {
  const group = device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
  });
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, group);
  pass.dispatchWorkgroups(workgroups);
  pass.end();
  device.queue.submit([encoder.finish()]);
}

describe('testDevice', () => {
  it('adds two vectors', async () => {
    const a = Float32Array.from({ length: 1000 }, (_, i) => i);
    const b = Float32Array.from({ length: 1000 }, (_, i) => i / 2);
    const sum = upload(device, new Float32Array(1000));
    dispatch(addPipeline(), [upload(device, a), upload(device, b), sum], 16);
    const expected = a.map((value, i) => value + b[i]!);
    expectClose(await download(device, sum, 1000), expected, 0, 'sum'); // Exact in float32.
  });

  it('reports an invalid bind group, once', async () => {
    const buffers = [1, 2].map(() => upload(device, new Float32Array(4)));
    dispatch(addPipeline(), buffers, 1);
    await expect(download(device, buffers[0]!, 4)).rejects.toThrow('WebGPU: ');
    expect(await takeErrors(device)).toEqual([]);
  });

  it('says what is wrong with a shader', async () => {
    device.createShaderModule({ code: 'fn one() -> f32 { return absentName; }' });
    expect((await takeErrors(device)).join()).toContain('absentName');
    expect(await takeErrors(device)).toEqual([]);
  });

  it('has no more than the default limits where they matter', () => {
    expect(device.limits.maxStorageBuffersPerShaderStage).toBe(8);
    expect(device.limits.maxComputeWorkgroupStorageSize).toBe(16384);
    expect(device.limits.maxComputeInvocationsPerWorkgroup).toBe(256);
  });
});

describe('expectClose', () => {
  const close = (actual: number[], tolerance: number) => () =>
    expectClose(actual, [1, -10], tolerance, 'x');

  it('measures differences by the largest expected value', () => {
    close([1.9, -10], 0.1)();
    expect(close([1, -11.1], 0.1)).toThrow('x[1] is -11.1, not -10; max |expected| = 10');
  });

  it('fails on a value that is no number, and on another length', () => {
    expect(close([Number.NaN, -10], 1e9)).toThrow('x[0] is NaN');
    expect(close([1], 0)).toThrow('x: length');
  });
});
