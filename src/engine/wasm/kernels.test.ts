import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { uniformAt } from '../../base/random';
import { expectClose } from '../testClose';
import { FIRST } from './arena';
import { random, testKernels } from './testKernels';

// In Node with plain SIMD, in browsers with what they have.

let t: Awaited<ReturnType<typeof testKernels>>;
beforeAll(async () => {
  t = await testKernels();
});
beforeEach(() => t.clear());

const int = (min: number, max: number) => fc.integer({ min, max });
const range = (length: number) => Array.from({ length }, (_, i) => i);

it('keeps its constants below the arena', () => {
  const end = t.kernels.DATA_END.value as number;
  expect(end).toBeGreaterThan(0);
  expect(end).toBeLessThanOrEqual(FIRST);
});

describe('gemm', () => {
  const FORMS = ['NT', 'NN', 'TN'] as const;

  it.each(FORMS)('%s is init + A · B at every size, and writes nothing else', (form) => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.tuple(int(0, 40), int(1, 40), int(0, 40)),
          // One of the three reaches over a block of the kernel.
          fc.tuple(int(180, 400), int(60, 80), int(1, 9)),
          fc.tuple(int(1, 9), int(370, 800), int(1, 20)),
          fc.tuple(int(1, 15), int(1, 15), int(370, 1200)),
        ),
        fc.oneof(int(0, 5), int(250, 300)), // columns that lie far apart are packed
        fc.constantFrom('zeros', 'bias', 'residual'),
        ([R, C, S], gap, from) => {
          t.clear();
          const turned = form === 'NT';
          const [ldaRows, lda] = form === 'TN' ? [S, R + gap] : [R, S + gap];
          const [ldbRows, ldb] = turned ? [C, S + gap] : [S, C + gap];
          const ldc = C + gap;
          const A = random(1, ldaRows * lda);
          const B = random(2, ldbRows * ldb);
          const init = from === 'zeros' ? new Float32Array(C) : random(3, R * ldc + C);
          const initRow = from === 'residual' ? ldc : 0;
          const c = new Float32Array(R * ldc).fill(7);
          const [a, b, i, to] = [t.put(A), t.put(B), t.put(init), t.put(c)];
          const [aRow, aNext] = form === 'TN' ? [4, lda * 4] : [lda * 4, 4];
          t.kernels.gemm(
            ...[a, aRow, aNext, b, ldb * 4, turned ? 1 : 0, i, initRow * 4, to, ldc * 4],
            ...[R, C, S, t.room],
          );
          const got = t.floats(to, c.length);
          const wrong: string[] = []; // `expect` for each would take most of the time
          for (let r = 0; r < R; r++) {
            for (let j = 0; j < ldc; j++) {
              const it = got[r * ldc + j]!;
              if (j >= C) {
                if (it !== 7) wrong.push(`${it} in the gap after row ${r}`);
                continue;
              }
              let sum = init[r * initRow + j]!;
              let size = Math.abs(sum);
              for (let k = 0; k < S; k++) {
                const x = form === 'TN' ? A[k * lda + r]! : A[r * lda + k]!;
                const y = turned ? B[j * ldb + k]! : B[k * ldb + j]!;
                sum += x * y;
                size += Math.abs(x * y);
              }
              // float32 rounds each of S sums to half of 2^-23 of what has come together.
              if (!(Math.abs(it - sum) <= 1e-6 * size + 1e-7)) wrong.push(`${it} for ${sum}`);
            }
          }
          expect(wrong.slice(0, 5)).toEqual([]);
          return t.untouched();
        },
      ),
      { numRuns: 60, seed: 20 }, // in a browser too, where `sameCases.mjs` is not loaded
    );
  });
});

describe('gemm, and what becomes of its rows', () => {
  const [R, S] = [13, 400];

  it.each([
    { columns: 20, finish: 1 },
    { columns: 404, finish: 1 },
    { columns: 20, finish: 2 },
    { columns: 404, finish: 2 },
  ])('is the product, then the function: $columns columns, $finish', ({ columns: C, finish }) => {
    const ldc = C + 4;
    const [a, b] = [t.put(random(1, R * S)), t.put(random(2, S * C, 0.1))];
    const bias = t.put(random(3, C));
    const run = (c: number, finish: number, other: number) => {
      const shape = [R, C, S, t.room, finish, other];
      t.kernels.gemm(a, S * 4, 4, b, C * 4, 0, bias, 0, c, ldc * 4, ...shape);
    };
    const other = random(4, R * ldc);
    const make = () => [t.put(new Float32Array(R * ldc)), t.put(other)] as const;
    const [[c, o], [plain, after]] = [make(), make()];
    run(c, finish, o);
    run(plain, 0, 0);
    for (let r = 0; r < R; r++) {
      const [x, y] = [plain + r * ldc * 4, after + r * ldc * 4];
      if (finish === 1) t.kernels.gelu(x, y, C);
      else t.kernels.multiply(x, y, x, C);
    }
    expect(t.floats(c, R * ldc)).toEqual(t.floats(plain, R * ldc));
    expect(t.floats(o, R * ldc)).toEqual(t.floats(after, R * ldc));
    expect(t.untouched()).toBe(true);
  });
});

describe('gelu', () => {
  it('is x Φ(x), and leaves its slope, from -20 to 20', () => {
    const x = Float32Array.from({ length: 8000 }, (_, i) => (i - 4000) / 200);
    const [at, to] = [t.put(x), t.put(new Float32Array(x.length))];
    t.kernels.gelu(at, to, x.length);
    const [y, slope] = [t.floats(to, x.length), t.floats(at, x.length)];
    const h = 1e-3;
    x.forEach((u, i) => {
      expect(Math.abs(y[i]! - geluOf(u)), `gelu(${u})`).toBeLessThan(
        4e-7 * Math.max(1, Math.abs(u)),
      );
      const want = (geluOf(u + h) - geluOf(u - h)) / (2 * h);
      expect(Math.abs(slope[i]! - want), `gelu'(${u})`).toBeLessThan(2e-6);
    });
    expect(t.untouched()).toBe(true);
  });

  it('hands NaN on', () => {
    const at = t.put(Float32Array.of(Number.NaN, 1, -1, 0));
    t.kernels.gelu(at, at, 4);
    expect(Array.from(t.floats(at, 4), Number.isNaN)).toEqual([true, false, false, false]);
  });
});

/** x Φ(x) in float64: Φ by Simpson's rule over the density, which is exact enough by far. */
function geluOf(x: number): number {
  const steps = 400;
  const to = Math.min(Math.abs(x), 9);
  const density = (u: number) => Math.exp((-u * u) / 2) / Math.sqrt(2 * Math.PI);
  let sum = density(0) + density(to);
  for (let i = 1; i < steps; i++) sum += density((to * i) / steps) * (i % 2 ? 4 : 2);
  const half = (sum * to) / steps / 3;
  return x * (x < 0 ? 0.5 - half : 0.5 + half);
}

describe('dropoutRows', () => {
  it.each([{ places: undefined }, { places: [3, 11, 12] }])(
    'drops what base/random.ts drops, $places',
    ({ places }) => {
      const [rows, width, firstRow, k, p] = [3, 5, 7, 99, 0.3];
      const x = random(1, rows * width);
      const at = t.put(x);
      const list = places ? t.put(Int32Array.from(places)) : 0;
      const scale = Math.fround(1 / (1 - p));
      t.kernels.dropoutRows(at, rows, width, list, firstRow, k, Math.ceil(p * 2 ** 24), scale);
      const want = x.map((value, i) => {
        const row = firstRow + (places?.[Math.floor(i / width)] ?? Math.floor(i / width));
        return value * (uniformAt(k, row * width + (i % width)) < p ? 0 : scale);
      });
      expect(t.floats(at, x.length)).toEqual(want);
      expect(want.some((value) => value === 0)).toBe(true);
      expect(t.untouched()).toBe(true);
    },
  );
});

describe('layerNorm', () => {
  it.each([1, 3, 4, 9, 64, 67])('normalises rows of %i', (width) => {
    const rows = 5;
    const [x, w, b] = [random(1, rows * width, 3), random(2, width), random(3, width)];
    const [X, W, B] = [t.put(x), t.put(w), t.put(b)];
    const [Y, N, I] = [rows * width, rows * width, rows].map((n) => t.put(new Float32Array(n)));
    t.kernels.layerNorm(X, W, B, Y!, N!, I!, rows, width, 1e-5);
    const normal = new Float64Array(rows * width);
    const inverse = range(rows).map((r) => {
      const row = Array.from(x.subarray(r * width, (r + 1) * width));
      const mean = row.reduce((s, v) => s + v, 0) / width;
      const variance = row.reduce((s, v) => s + (v - mean) ** 2, 0) / width;
      const scale = 1 / Math.sqrt(variance + 1e-5);
      row.forEach((v, i) => {
        normal[r * width + i] = (v - mean) * scale;
      });
      return scale;
    });
    expectClose(t.floats(I!, rows), inverse, 1e-5, 'inverse');
    // A row of one is its own mean: there is nothing to be relative to.
    if (width > 1) expectClose(t.floats(N!, rows * width), normal, 1e-5, 'normal');
    const y = Array.from(normal, (n, i) => n * w[i % width]! + b[i % width]!);
    expectClose(t.floats(Y!, rows * width), y, 1e-5, 'y');
    expect(t.untouched()).toBe(true);
  });
});

describe('columnSums', () => {
  it.each([1, 3, 4, 15, 16, 18, 64, 69])('adds up %i columns', (columns) => {
    const [rows, stride] = [7, columns + 2];
    const [x, by] = [random(1, rows * stride), random(2, rows * stride)];
    const types = Int32Array.of(0, 1, 1, 0, 1, 0, 0);
    const [X, BY, TYPES] = [t.put(x), t.put(by), t.put(types)];
    const to = t.put(new Float32Array(columns));
    const sums = (term: (at: number, row: number) => number) =>
      range(columns).map((j) => range(rows).reduce((s, r) => s + term(r * stride + j, r), 0));
    const run = (...numbers: number[]) => {
      t.kernels.columnSums(X, ...numbers, rows, stride * 4, columns, to);
      return t.floats(to, columns);
    };
    expectClose(
      run(0, 0, 0),
      sums((at) => x[at]!),
      1e-6,
      'sums',
    );
    expectClose(
      run(BY, 0, 0),
      sums((at) => x[at]! * by[at]!),
      1e-6,
      'sums of products',
    );
    const ofOne = sums((at, r) => (types[r] === 1 ? x[at]! : 0));
    expectClose(run(0, TYPES, 1), ofOne, 1e-6, 'sums of type 1');
    expect(t.untouched()).toBe(true);
  });
});

describe('crossEntropy', () => {
  const run = (logits: readonly number[][], labels: readonly number[], batchBlanks: number) => {
    const V = logits[0]!.length;
    const stride = Math.ceil(V / 4) * 4;
    const rows = logits.map((row) => [...row, ...new Array(stride - V).fill(123)]);
    const at = t.put(Float32Array.from(rows.flat()));
    const M = labels.length;
    const [L, losses, best] = [
      t.put(Int32Array.from(labels)),
      t.put(new Float32Array(M)),
      t.put(new Uint32Array(M)),
    ];
    t.kernels.crossEntropy(at, L, losses, best, M, V, stride, batchBlanks);
    expect(t.untouched()).toBe(true);
    return {
      gradients: t.floats(at, M * stride),
      losses: t.floats(losses, M),
      predictions: Array.from(t.words(best, M)),
    };
  };

  it('is -ln softmax at the label, with its gradient by the mean over the whole batch', () => {
    const V = 37;
    const logits = range(3).map((r) => Array.from(random(r, V, 4)));
    const labels = [5, 0, 36];
    const { gradients, losses, predictions } = run(logits, labels, 8);
    logits.forEach((row, r) => {
      const top = Math.max(...row);
      const total = row.reduce((s, x) => s + Math.exp(x - top), 0);
      expect(losses[r]).toBeCloseTo(Math.log(total) + top - row[labels[r]!]!, 5);
      expect(predictions[r]).toBe(row.indexOf(top));
      const want = row.map((x, i) => (Math.exp(x - top) / total - (i === labels[r] ? 1 : 0)) / 8);
      expectClose(gradients.subarray(r * 40, r * 40 + 40), [...want, 0, 0, 0], 1e-6, 'gradient');
    });
  });

  it('takes the first of equals, is exact where all logits are large, and hands NaN on', () => {
    const equal = run([[2, 9, 9, 1, 9]], [2], 1);
    expect(equal.predictions).toEqual([1]);
    t.clear();
    const large = run([[1e30, 1e30, -1e30, 0]], [0], 1);
    expect(large.losses[0]).toBeCloseTo(Math.LN2, 6);
    t.clear();
    for (const place of [0, 1, 2, 3, 4]) {
      const row = [1, 2, 3, 4, 5];
      row[place] = Number.NaN;
      expect(run([row], [1], 1).losses[0]).toBeNaN();
      t.clear();
    }
  });
});

describe('rows', () => {
  it('takes rows by place, zeros where there is none', () => {
    const from = t.put(Float32Array.of(1, 2, 3, 4, 5, 6));
    const [to, places] = [t.put(new Float32Array(8).fill(9)), t.put(Int32Array.of(2, -1, 0, 0))];
    t.kernels.takeRows(from, to, 4, 8, places);
    expect(Array.from(t.floats(to, 8))).toEqual([5, 6, 0, 0, 1, 2, 1, 2]);
    expect(t.untouched()).toBe(true);
  });

  it("adds a token's rows to what stands in the table, in order", () => {
    const width = 5;
    const dx = random(1, 4 * width);
    const table = random(2, 3 * width);
    const at = t.put(table);
    const lists = [Int32Array.of(2, 0), Int32Array.of(0, 3, 4), Int32Array.of(0, 1, 3, 2)];
    const [tokens, starts, rows] = lists.map((list) => t.put(list)) as [number, number, number];
    t.kernels.addTokenRows(t.put(dx), at, 2, tokens, starts, rows, width);
    const want = table.slice();
    for (const [token, row] of [
      [2, 0],
      [2, 1],
      [2, 3],
      [0, 2],
    ] as const) {
      for (let i = 0; i < width; i++) want[token * width + i]! += dx[row * width + i]!;
    }
    expect(t.floats(at, want.length)).toEqual(want);
    expect(t.untouched()).toBe(true);
  });
});

describe('sumOfSquares', () => {
  it('does not lose small ones among many', () => {
    const g = random(1, 100_000);
    const want = g.reduce((s, x) => s + x * x, 0);
    expect(Math.abs(t.kernels.sumOfSquares(t.put(g), g.length) / want - 1)).toBeLessThan(1e-7);
  });
});
