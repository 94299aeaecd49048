import { expect, test } from 'vitest';
import { addCall, mediansOf, type Tally } from './parts';

test('calls of a kind add up in a step, and their time is the median over the steps', () => {
  const step = (...times: number[]) => {
    const tally: Tally = new Map();
    for (const ms of times) addCall(tally, 'gemm', ms, 100);
    addCall(tally, 'AdamW', 1, 0);
    return tally;
  };
  expect(mediansOf([step(1, 2), step(30, 40), step(2, 3)])).toEqual([
    { name: 'gemm', calls: 2, milliseconds: 5, flops: 200 },
    { name: 'AdamW', calls: 1, milliseconds: 1, flops: 0 },
  ]);
});
