import { describe, expect, it } from 'vitest';
import { each, kernel, linear, reads, uniform, writes } from './kernel';

/** WebGPU's least maxComputeWorkgroupsPerDimension */
const MOST = 65_535;

describe('linear', () => {
  it('is one row of workgroups where that is allowed', () => {
    expect(linear(0, 64)).toEqual([0, 1, 1]);
    expect(linear(1, 64)).toEqual([1, 1, 1]);
    expect(linear(65, 64, 5)).toEqual([2, 1, 5]);
    expect(linear(32_768, 1)).toEqual([32_768, 1, 1]);
  });

  it('folds longer rows, and covers them', () => {
    for (const groups of [32_769, 65_535, 65_536, 100_000, 10_000_000]) {
      const [x, y, z] = linear(groups * 64 - 63, 64);
      expect([x <= MOST, y <= MOST, z]).toEqual([true, true, 1]);
      expect(x * y).toBeGreaterThanOrEqual(groups);
      // Less than a row too many; LINEAR_GROUP counts x first.
      expect(x * (y - 1)).toBeLessThan(groups);
    }
  });
});

describe('each', () => {
  const line = (i: string) => `a[${i}] = b[${i}];`;

  it('writes a few lines out', () => {
    expect(each(2, line)).toBe('a[0u] = b[0u];\na[1u] = b[1u];');
    expect(each(16, line).split('\n')).toHaveLength(16);
  });

  it('makes a loop of many', () => {
    const loop = 'for (var each = 0u; each < 17u; each++) {\na[each] = b[each];\n}';
    expect(each(17, line)).toBe(loop);
    expect(each(3, line, 2)).toContain('each < 3u');
  });
});

describe('kernel', () => {
  it('declares its bindings in order, each in its address space', () => {
    const bindings = [reads('a', 'array<f32>'), writes('b', 'array<vec4f>'), uniform('c', 'u32')];
    expect(kernel('label', bindings, 'fn main() {}')).toEqual({
      label: 'label',
      bindings,
      code: `@group(0) @binding(0) var<storage, read> a: array<f32>;
@group(0) @binding(1) var<storage, read_write> b: array<vec4f>;
@group(0) @binding(2) var<uniform> c: u32;
fn main() {}`,
    });
  });
});
