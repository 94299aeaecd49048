import { describe, expect, it } from 'vitest';
import { kernel, reads, writes } from './kernel';
import { testDevice } from './testDevice';
import { runKernel } from './testKernel';

const device = await testDevice();

/** Reads and writes at a distance. */
const shift = (from: number, to: number) =>
  kernel(
    'shift',
    [reads('x', 'array<f32>'), writes('y', 'array<f32>')],
    `@compute @workgroup_size(1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  y[id.x + ${to}u] = x[id.x + ${from}u];
}`,
  );
const run = (from: number, to: number) => {
  const values = { x: Float32Array.of(1, 2, 3), y: Float32Array.of(7, 7, 7) };
  return runKernel(device, shift(from, to), values, [3, 1, 1]);
};

describe('runKernel', () => {
  it('returns what was written', async () => {
    expect([...(await run(0, 0)).y!]).toEqual([1, 2, 3]);
  });

  it('fails a kernel that writes past the end of an array', async () => {
    await expect(run(0, 1)).rejects.toThrow('shift wrote behind the 3 values of y');
  });

  it('gives no number to a kernel that reads past the end of one', async () => {
    expect((await run(1, 0)).y![2]).toBeNaN();
  });
});
