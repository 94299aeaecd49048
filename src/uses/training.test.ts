import { beforeAll, expect, it, vi } from 'vitest';
import type { Engine } from '../engine/engine';
import { startWasmEngine } from '../engine/wasm/engine';
import { type CountingModelOptions, countingModel } from '../train/testModel';
import { NotFiniteError } from './finite';
import { createReader } from './reader';
import { stubModel, vocabularyOf } from './testReader';
import { PAIRS, tinyWorld } from './testWorld';
import { nextSentenceExam, takeOff, trainWorld, untrainedState } from './training';
import type { World } from './use';

/** An engine whose models only count; `gate` is what is measured at each point. */
function counting(options: CountingModelOptions = {}) {
  const made: ReturnType<typeof countingModel>[] = [];
  const engine = {
    async createModel(config: never) {
      made.push(countingModel({ ...options, config }));
      return made.at(-1)!.model;
    },
  } as unknown as Engine;
  const gate = { name: 'a gate', chance: 0, from: 0.5, measure: async () => 0.25 };
  const worldOf = (maxSteps: number, changed: Partial<World> = {}) => {
    const { world } = tinyWorld({ gate, ...changed });
    return { ...world, recipe: { ...world.recipe, maxSteps } };
  };
  return { engine, made, worldOf };
}

it('trains all steps, and measures the gate at the start, some thirty times and at the end', async () => {
  const { engine, made, worldOf } = counting({ losses: (step) => step });
  const steps: number[] = [];
  const told: number[] = [];
  const { points, isWhole } = await trainWorld(engine, worldOf(331), 1, {
    onStep: (step) => steps.push(step),
    onPoint: ({ step }) => told.push(step),
  });
  expect(made[0]!.model.step).toBe(331);
  expect(isWhole).toBe(true);
  expect(points.map(({ step }) => step)).toEqual([
    ...Array.from({ length: 34 }, (_, i) => 10 * i),
    331,
  ]);
  expect(told).toEqual(points.map(({ step }) => step));
  // The mean of the losses since the point before.
  expect(points.slice(0, 3).map(({ loss }) => loss)).toEqual([null, 5.5, 15.5]);
  expect(points.at(-1)).toEqual({ step: 331, loss: 331, gate: 0.25 });
  expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  expect(made[0]!.log).not.toContain('dispose');
});

it('ends when it is not wanted any more, between two chunks', async () => {
  const { engine, worldOf } = counting();
  let at = 0;
  const pause = vi.fn(async () => {});
  const { points, isWhole, model } = await trainWorld(engine, worldOf(1000), 1, {
    onStep: (step) => {
      at = step;
    },
    ...{ pause, isWanted: () => at < 40 },
  });
  expect(isWhole).toBe(false);
  expect(model.step).toBe(at);
  expect(at).toBeLessThan(60);
  expect(pause.mock.calls.length).toBeGreaterThan(2);
  expect(points.at(-1)!.step).toBeLessThanOrEqual(at);
});

it.each([
  [
    'a loss that is no number',
    { losses: (step: number) => (step === 13 ? Number.NaN : 1) },
    {},
    /step 13 is not a number/,
  ],
  [
    'an engine that fails',
    {
      losses: () => {
        throw new Error('the device is gone');
      },
    },
    {},
    /device is gone/,
  ],
  [
    'a listener that has enough',
    {},
    { pause: () => Promise.reject(new Error('enough')) },
    /enough/,
  ],
] as const)('disposes of its model after %s', async (_, options, events, message) => {
  const { engine, made, worldOf } = counting(options);
  await expect(trainWorld(engine, worldOf(50), 1, events)).rejects.toThrow(message);
  expect(made.map(({ log }) => log.filter((line) => line === 'dispose'))).toEqual([['dispose']]);
});

it('says at which step the loss was no number', async () => {
  const { engine, worldOf } = counting({
    losses: (step) => (step > 20 ? Number.POSITIVE_INFINITY : 1),
  });
  const error = await trainWorld(engine, worldOf(50), 1).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(NotFiniteError);
  expect((error as NotFiniteError).step).toBe(21);
});

it.each([
  ['never', [0.1, 0.4, 0.2], null],
  ['at the start', [0.5, 0.9, 0.6], 0],
  ['in the middle, and stays', [0.1, 0.6, 0.9], 10],
  ['only after it has fallen back', [0.6, 0.4, 0.7], 20],
  ['and falls back at the end', [0.6, 0.7, 0.4], null],
])('takes off %s', (_, gates, step) => {
  const points = gates.map((gate, i) => ({ step: 10 * i, loss: null, gate }));
  expect(takeOff(points, 0.5)).toBe(step);
});

it('asks next sentences of each pair its own and another’s', async () => {
  const vocabulary = vocabularyOf('a', 'b', 'c', '[yes]', '[no]');
  const asked: string[] = [];
  // It says yes with probability .75 where the second sentence is “b”.
  const { model } = stubModel({
    vocabulary,
    logits: (ids) => {
      asked.push(
        ids
          .slice(1)
          .map((id) => vocabulary.tokens[id])
          .join(' '),
      );
      const row = new Array(vocabulary.tokens.length).fill(-50);
      row[8] = Math.log(ids[3] === 6 ? 0.75 : 0.25);
      row[9] = Math.log(ids[3] === 6 ? 0.25 : 0.75);
      return row;
    },
  });
  const reader = createReader(model, vocabulary);
  const pairs = [
    ['a', 'b'],
    ['c', 'b'],
    ['a', 'c'],
  ] as const;
  const { loss, accuracy } = await nextSentenceExam(reader, pairs, [8, 9]);
  expect(asked).toEqual(
    ['a b', 'a c', 'c b', 'c c', 'a c', 'a b'].map(
      (pair) => `${pair.replace(' ', ' [SEP] ')} [SEP]`,
    ),
  );
  // The third pair is taken wrongly, both times.
  expect(accuracy).toBeCloseTo(4 / 6, 12);
  expect(loss).toBeCloseTo(-(4 * Math.log(0.75) + 2 * Math.log(0.25)) / 6, 5);
  await expect(nextSentenceExam(reader, [['a', 'b']], [8, 9])).rejects.toThrow('are the same');
});

it('begins from random weights of the seed', () => {
  const { world } = tinyWorld();
  const [one, same, other] = [1, 1, 2].map((seed) => untrainedState(world, seed));
  expect(same).toEqual(one);
  expect(other!.parameters).not.toEqual(one!.parameters);
  expect(one!.step).toBe(0);
});

let engine: Engine;
beforeAll(async () => {
  engine = await startWasmEngine();
});

it('learns a tiny language on the WASM engine, the same way twice', async () => {
  const { world } = tinyWorld();
  const { model, points } = await trainWorld(engine, world, 1);
  expect(points[0]!.gate).toBeLessThan(0.6);
  expect(points.at(-1)!.gate).toBe(1);
  expect(takeOff(points, world.gate.from)).toBeGreaterThan(0);
  expect(points.at(-1)!.loss).toBeLessThan(points[1]!.loss!);
  const again = await trainWorld(engine, world, 1);
  expect(again.points).toEqual(points);
  for (const one of [model, again.model]) one.dispose();
});

it('trains the labels of next-sentence prediction at [CLS], on the WASM engine', async () => {
  const { world: tiny } = tinyWorld({
    ...{ id: 'pairs', passages: () => PAIRS, nextSentence: {} },
    ...{ labelTokens: ['[follows]', '[not]'], gate: { ...counting().worldOf(1).gate } },
  });
  const recipe = { ...tiny.recipe, maxSteps: 40, maxPositionEmbeddings: 12, batchSize: 16 };
  const { model, points } = await trainWorld(engine, { ...tiny, recipe }, 1);
  // Which one follows takes longer to learn; that it is one of two labels is learned at once.
  expect(points[0]!.nextSentence!.loss).toBeGreaterThan(2);
  expect(points.at(-1)!.nextSentence!.loss).toBeLessThan(1);
  model.dispose();
});
