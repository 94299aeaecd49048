import { expect, test } from 'vitest';
import { SIZES } from '../sizes';
import { goalsOf } from './goals';
import type { Measured, NotMeasured } from './measure';

const row = (contender: Measured['contender'], patch: Partial<Measured>): Measured => ({
  contender,
  device: '',
  wall: 10,
  js: 0.5,
  launches: 66,
  firstStep: 1,
  firstLoss: 7,
  stepsPerRound: 1,
  look: undefined,
  memory: undefined,
  ...patch,
});
const result = (...rows: (Measured | NotMeasured)[]) => ({
  size: SIZES[1],
  flops: 1,
  peak: undefined,
  wasmPeaks: {},
  rows,
});

test('ratios are the other one over our own, and the limit itself is met', () => {
  const rows = result(row('cloze-webgpu', {}), row('plain-webgpu', { wall: 150, js: 49 }));
  const goals = goalsOf('1' as never, rows).map(({ what, measured, met }) => [what, measured, met]);
  expect(goals).toEqual([
    ['dispatches a step', '66', true],
    ['JavaScript a step', '0.50 ms', true],
    ['JavaScript, below plain tfjs webgpu', '98.0x', false],
    ['step, faster than plain tfjs webgpu', '15.0x', true],
  ]);
});

test('one dispatch too many, or a millisecond of JavaScript, is not met', () => {
  const goals = goalsOf(2, result(row('cloze-webgpu', { launches: 67, js: 1 })));
  expect(goals.map(({ met }) => met)).toEqual([false, false]);
});

test('what could not be measured is neither met nor missed', () => {
  const rows = result(row('cloze-webgpu', {}), { contender: 'jax', notMeasured: 'no adapter' });
  const goal = goalsOf(2, rows).at(-1);
  expect(goal).toMatchObject({ measured: 'not measured', met: undefined });
});

test('a WASM step stands beside PyTorch with as many threads, and beside the peak', () => {
  const rows = result(
    row('cloze-wasm-1', { wall: 10 }),
    row('jax-wasm', { wall: 9 }),
    row('pytorch-1', { wall: 11 }),
  );
  const goals = goalsOf('mini', { ...rows, flops: 95e6, wasmPeaks: { 1: 10 } });
  expect(goals.map(({ what, measured, met }) => [what, measured, met])).toEqual([
    ['wasm step, faster than @jax-js/jax wasm', '0.90x', false],
    ['wasm step, faster than PyTorch CPU, 1 thread', '1.10x', true],
    ['cloze wasm, 1 worker, share of peak', '95 %', true],
  ]);
});
