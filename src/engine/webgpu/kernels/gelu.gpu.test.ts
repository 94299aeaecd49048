import { describe, expect, it } from 'vitest';
import { kernel, linear, reads, writes } from '../kernel';
import { testDevice } from '../testDevice';
import { runKernel } from '../testKernel';
import { GELU } from './gelu';

const device = await testDevice();

const KERNEL = kernel(
  'gelu alone',
  [
    reads('x', 'array<f32>'),
    writes('error', 'array<f32>'),
    writes('value', 'array<f32>'),
    writes('derivative', 'array<f32>'),
  ],
  `${GELU}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  error[id.x] = erf(x[id.x]);
  value[id.x] = gelu(x[id.x]);
  derivative[id.x] = geluGradient(x[id.x]);
}`,
);

/** In float64: 2/√π · exp(-x²) · Σ 2ⁿ x²ⁿ⁺¹ / (2n+1)!!, no term of which cancels another (A&S 7.1.6). */
function erf(x: number): number {
  if (Math.abs(x) > 6) return Math.sign(x); // to 2e-17
  let term = x;
  let sum = x;
  for (let n = 1; n < 150; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return ((2 * Math.exp(-x * x)) / Math.sqrt(Math.PI)) * sum;
}
const phi = (x: number) => 0.5 * (1 + erf(x * Math.SQRT1_2));
const density = (x: number) => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);

const COUNT = 64 * 512;
/** Float32 numbers from -8 to 8. */
const INPUTS = Float32Array.from({ length: COUNT }, (_, i) => -8 + (16 * i) / (COUNT - 1));

async function run(x: Float32Array): Promise<Record<string, Float32Array>> {
  const out = () => new Float32Array(x.length);
  const values = { x, error: out(), value: out(), derivative: out() };
  return runKernel(device, KERNEL, values, linear(x.length, 64));
}

function worst(actual: Float32Array, expected: (x: number) => number): number {
  return INPUTS.reduce((most, x, i) => Math.max(most, Math.abs(actual[i]! - expected(x))), 0);
}

describe('gelu', () => {
  it('the erf that it is held to is right', () => {
    // Abramowitz and Stegun, table 7.1.
    expect(erf(0.5)).toBeCloseTo(0.5204998778, 10);
    expect(erf(1)).toBeCloseTo(0.8427007929, 10);
    expect(erf(2)).toBeCloseTo(0.995322265, 10);
    expect(erf(-5.9)).toBeCloseTo(-1, 15);
  });

  it('is exact to float32 over [-8, 8], value and derivative', async () => {
    const { error, value, derivative } = await run(INPUTS);
    // The polynomials' own error is 1.4e-7 (gelu.ts); WGSL lets exp be wrong by another 1e-7 near 0.
    expect(worst(error!, erf)).toBeLessThan(2.5e-7);
    // x times half of that, where erf is not yet 1, and the rounding of a value of up to 8.
    expect(worst(value!, (x) => x * phi(x))).toBeLessThan(6e-7);
    // Half of it, and the rounding of x φ(x).
    expect(worst(derivative!, (x) => phi(x) + x * density(x))).toBeLessThan(3e-7);
  });

  it('is 0 or x, with derivative 0 or 1, where erf has settled', async () => {
    const x = new Float32Array(64);
    x.set([-100, -20, 20, 100]);
    const { value, derivative } = await run(x);
    const first = (values: Float32Array) => [...values.subarray(0, 5)].map(Math.abs);
    expect(first(value!)).toEqual([0, 0, 20, 100, 0]);
    expect(first(derivative!)).toEqual([0, 0, 1, 1, 0.5]);
  });
});
