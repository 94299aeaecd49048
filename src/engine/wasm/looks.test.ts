import { expect, it } from 'vitest';
import type { Batch } from '../engine';
import { configOf, randomBatch, randomState, type Shape } from '../testShapes';
import { startWasmEngine } from './engine';

const SHAPE: Shape = { V: 53, D: 12, L: 2, H: 2, F: 20, T: 10, B: 3, M: 5 };
const config = configOf(SHAPE);
const state = randomState(config, 1);
const OPTIONS = {
  ...{ learningRate: 0.01, weightDecay: 0, maxGradNorm: 1, context: 'both' as const },
  dropout: { hiddenDropoutProb: 0, attentionProbsDropoutProb: 0, key: 1 },
};

async function model(onlyLooks?: string) {
  const engine = await startWasmEngine();
  return engine.createModel(config, state, { batchSize: 4, sequenceLength: 10, onlyLooks });
}

it('guesses and sits exams as one that trains does, where there is only room to look', async () => {
  const [looks, trains] = await Promise.all([model('no room'), model()]);
  expect([looks.onlyLooks, trains.onlyLooks]).toEqual(['no room', undefined]);
  for (const B of [1, 3, 5]) {
    const batch = randomBatch({ ...SHAPE, B }, B);
    const asked = (of: typeof looks) =>
      of.infer(batch, 'both', { attentions: true, hiddenStates: true });
    expect(await asked(looks)).toEqual(await asked(trains));
    expect(await looks.evaluate(batch, 'left')).toEqual(await trains.evaluate(batch, 'left'));
  }
  expect(() => looks.train(randomBatch(SHAPE, 1), OPTIONS)).toThrow('no room');
  expect(await looks.read()).toEqual(state);

  // It keeps no moments, of neither state.
  const other = randomState(config, 2);
  looks.putAside({ ...other, step: 9 });
  looks.swapAside();
  const { parameters, step } = await looks.read();
  expect([step, parameters]).toEqual([9, other.parameters]);
  expect((await looks.readAside())?.parameters).toEqual(state.parameters);
});

/** The same sentences with padding behind them. */
function padded(batch: Batch, to: number): Batch {
  const { batchSize: B, sequenceLength: T } = batch;
  const widen = (values: Int32Array) => {
    const wide = new Int32Array(B * to);
    for (let b = 0; b < B; b++) wide.set(values.subarray(b * T, (b + 1) * T), b * to);
    return wide;
  };
  const place = (at: number) => Math.floor(at / T) * to + (at % T);
  return {
    ...{ batchSize: B, sequenceLength: to, labels: batch.labels },
    inputIds: widen(batch.inputIds),
    attentionMask: widen(batch.attentionMask),
    positions: batch.positions.map(place),
  };
}

it('takes short sentences as they are: guesses, maps and steps are those of padded ones', async () => {
  const [short, long] = await Promise.all([model(), model()]);
  for (const [T, B] of [
    [5, 1],
    [7, 3],
    [3, 9], // more sentences than were prepared for
    [10, 2],
  ] as const) {
    const batch = randomBatch({ ...SHAPE, T, B }, T);
    const [a, b] = await Promise.all([
      short.infer(batch, 'both', { attentions: true }),
      long.infer(padded(batch, 10), 'both', { attentions: true }),
    ]);
    b.logits.forEach((x, i) => {
      expect(a.logits[i]).toBeCloseTo(x, 5);
    });
    const at = (of: typeof a, t: number, last: number) => of.attentions[last * t * t + t + 1]!;
    for (let map = 0; map < 2 * B * 2; map++) expect(at(a, T, map)).toBeCloseTo(at(b, 10, map), 5);
    short.train(batch, OPTIONS);
    long.train(padded(batch, 10), OPTIONS);
  }
  const [a, b] = [await short.statistics(), await long.statistics()];
  b.losses.forEach((loss, i) => {
    expect(a.losses[i]).toBeCloseTo(loss, 4);
  });
});

it('goes back to marks, and changes places with what was set aside, in a larger plan too', async () => {
  const m = await model();
  const step = async (B = 3) => {
    m.train(randomBatch({ ...SHAPE, B }, m.step + 1), OPTIONS);
    await m.statistics();
    return m.read();
  };
  m.mark();
  const one = await step();
  m.mark();
  m.setAside();
  const two = await step(9); // no room: another plan
  m.mark();
  await step();
  m.restore('last');
  expect(await m.read()).toEqual(two);
  m.swapAside();
  m.restore('last'); // the marks are forgotten
  expect(await m.read()).toEqual(one);
  m.swapAside();
  expect(await m.read()).toEqual(two);
});
