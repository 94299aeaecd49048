import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { ColumnJob } from '../../compiled/plan/ops';
import { expectClose } from '../../testClose';
import { testDevice } from '../testDevice';
import { batchOf, runKernel, stepOf } from '../testKernel';
import {
  layerNorm,
  random,
  randomIntegers,
  range,
  startOracle,
  valuesOf,
  withGradients,
} from '../testOracle';
import { columnSumsKernel, columnTiles } from './columnSums';

const device = await testDevice();
startOracle();

/** Sums over 17 rows in float32 */
const TOLERANCE = 1e-6;

const N = 17;
const M = 6;
const D = 72; // more than one workgroup has columns
const V = 9;
const STRIDE = 12;
const START = 20;

const types = randomIntegers(9, N, 2);
const step = stepOf({
  batch: batchOf({
    inputIds: new Int32Array(N),
    attentionMask: new Int32Array(N),
    tokenTypeIds: types,
    positions: Int32Array.from(range(M)),
    labels: new Int32Array(M),
  }),
});

const x = random(6, N * D);
const dy = random(4, N * D);
/** Each begins behind something else, as a later layer's does. */
const behind = (values: Float32Array) => {
  const all = new Float32Array(START + values.length).fill(1e6);
  all.set(values, START);
  return all;
};
const dense = random(1, N * D);
const inner = random(2, N * D);
const logits = random(3, M * STRIDE);

async function run(jobs: readonly ColumnJob[], slabs: number, normal: Float32Array) {
  const { words, count } = columnTiles(jobs);
  const length = Math.max(...jobs.map((job) => job.target + job.columns)) + 5;
  const { gradients } = await runKernel(
    device,
    columnSumsKernel(),
    {
      ...{ step, tiles: words, slabs: Uint32Array.of(slabs, length, 0, 0) },
      ...{ dense: behind(dense), inner: behind(inner), logits: behind(logits) },
      ...{ norm: behind(dy), normal: behind(normal) },
      gradients: new Float32Array(slabs * length).fill(-7),
    },
    [count, slabs, 1],
  );
  const slab = (s: number) => gradients!.subarray(s * length, (s + 1) * length);
  return {
    /** A job's sums, over all slabs */
    of: ({ target, columns }: ColumnJob) =>
      Float32Array.from({ length: columns }, (_, i) =>
        range(slabs).reduce((sum, s) => sum + slab(s)[target + i]!, 0),
      ),
    slab,
  };
}

const columns = (values: Float32Array, rows: number, stride: number, count: number) =>
  valuesOf(
    tf.sum(tf.slice(tf.tensor2d(values, [values.length / stride, stride]), 0, [rows, count]), 0),
  );

describe.each([1, 3, 8])('column sums, %i slabs', (slabs) => {
  it('every source, in one dispatch', async () => {
    // LayerNorm's own gradient makes three of them; dy reaches its weight and its bias.
    const inputs = [tf.tensor2d(x, [N, D]), tf.ones([D]), tf.zeros([D])] as const;
    const { gradients } = withGradients(
      (t, weight, bias) => layerNorm(t!, weight!, bias!, 1e-12).y,
      inputs,
      tf.tensor2d(dy, [N, D]),
    );
    const normal = valuesOf(layerNorm(...inputs, 1e-12).normal);
    const ofType = (type: number) =>
      dense.map((v, i) => (types[Math.floor(i / D)] === type ? v : 0));

    const place = { start: START, stride: D, columns: D } as const;
    const jobs: (ColumnJob & { want: Float32Array })[] = [
      { source: 'dense', rows: 'rows', ...place, target: 10, want: columns(dense, N, D, D) },
      { source: 'inner', rows: 'blanks', ...place, target: 100, want: columns(inner, M, D, D) },
      {
        ...{ source: 'logits', rows: 'blanks', start: START, stride: STRIDE, columns: V },
        ...{ target: 200, want: columns(logits, M, STRIDE, V) },
      },
      { source: 'normTimesNormal', rows: 'rows', ...place, target: 210, want: gradients[1]! },
      { source: 'norm', rows: 'rows', ...place, target: 300, want: gradients[2]! },
      ...[0, 1].map((type) => ({
        ...({ source: 'denseOfType', rows: 'rows', type, ...place } as const),
        ...{ target: 400 + 80 * type, want: columns(ofType(type), N, D, D) },
      })),
    ];
    const got = await run(jobs, slabs, normal);
    for (const job of jobs) {
      expectClose(got.of(job), job.want, TOLERANCE, `${job.source} ${job.type ?? ''}`);
    }
    // What no job asks for stays as it was.
    const asked = (i: number) => jobs.some((j) => i >= j.target && i < j.target + j.columns);
    for (const s of range(slabs)) {
      expect([...got.slab(s)].every((v, i) => asked(i) === (v !== -7))).toBe(true);
    }
  });

  it('cuts the rows, every one in one slab', async () => {
    const place = { start: START, stride: D, columns: D, target: 0 } as const;
    const got = await run([{ source: 'dense', rows: 'rows', ...place }], slabs, dy);
    const part = Math.ceil(N / slabs);
    for (const s of range(slabs)) {
      const rows = dense.subarray(s * part * D, Math.min(N, (s + 1) * part) * D);
      const want = rows.length > 0 ? columns(rows, rows.length / D, D, D) : new Float32Array(D);
      expectClose(got.slab(s).subarray(0, D), want, TOLERANCE, `slab ${s}`);
    }
  });
});
