import type { Engine, TrainableModel, TrainingState } from '../engine/engine';
import { initialValues } from '../model/initialValues';
import { parameterLayout } from '../model/layout';
import type { GatePoint } from '../protocol/uses';
import { stepOptions } from '../train/session';
import { createPassageBatches } from './batches';
import { checkFinite } from './finite';
import { materialOf } from './material';
import { createReader, type Reader } from './reader';
import type { World } from './use';

/** Points on the curve of a training, beside the one at its start. */
const POINTS = 32;
/** Steps between two waits for the device */
const CHUNK = 10;
/** Held-out pairs of next-sentence prediction */
const PAIRS = 100;

export interface TrainingEvents {
  readonly onStep?: (step: number) => void;
  readonly onPoint?: (point: GatePoint) => void;
  /** Lets waiting messages in */
  readonly pause?: () => Promise<void>;
  readonly isWanted?: () => boolean;
}

export interface Trained {
  readonly model: TrainableModel;
  readonly reader: Reader;
  readonly points: readonly GatePoint[];
  /** Whether it took all of its steps */
  readonly isWhole: boolean;
}

/** Random weights before the first step. */
export function untrainedState(world: World, seed: number): TrainingState {
  const { config } = materialOf(world);
  const layout = parameterLayout(config);
  const moment = () => new Float32Array(layout.length);
  return {
    parameters: initialValues(config, layout, seed),
    ...{ firstMoment: moment(), secondMoment: moment(), step: 0 },
  };
}

/**
 * Loss (nats) and accuracy of next-sentence prediction: each of some pairs with its own second sentence and with that of
 * the next pair whose is another.
 *
 * @param labels ids of "follows" and "does not follow"
 */
export async function nextSentenceExam(
  reader: Reader,
  pairs: readonly (readonly [string, string])[],
  labels: readonly [number, number],
): Promise<{ loss: number; accuracy: number }> {
  const rows = pairs.flatMap(([first, second], i) => {
    const isOther = (pair: readonly [string, string]) => pair[1] !== second;
    const other = pairs.slice(i + 1).find(isOther) ?? pairs.find(isOther);
    if (!other) throw new Error('nextSentenceExam: all second sentences are the same');
    return [reader.encode(first, second), reader.encode(first, other[1])];
  });
  const asked = await reader.ask(rows.map(({ ids, types }) => ({ ids, types, places: [0] })));
  let loss = 0;
  let right = 0;
  asked.forEach((one, i) => {
    const p = one.logProbabilities(0);
    const [own, other] = i % 2 === 0 ? labels : [labels[1], labels[0]];
    loss -= p[own]! / asked.length;
    if (p[own]! > p[other]!) right++;
  });
  return { loss, accuracy: right / asked.length };
}

/** Ids of the labels of next-sentence prediction, where a world has it. */
function nextSentenceLabels(world: World): readonly [number, number] | undefined {
  if (!world.nextSentence) return undefined;
  const { tokens } = materialOf(world).vocabulary;
  const [follows, not] = world.labelTokens!.map((token) => tokens.indexOf(token));
  return [follows!, not!];
}

/**
 * Trains a world's model from random weights, and measures its gate on the way. The caller disposes of the model.
 *
 * @param workers as in `Preparation`
 * @throws {NotFiniteError} where the loss is no number any more; then, or where the engine or an event fails, the model is
 * disposed of
 */
export async function trainWorld(
  engine: Engine,
  world: World,
  seed: number,
  events: TrainingEvents = {},
  { workers = 1 } = {},
): Promise<Trained> {
  const { passages, vocabulary, config, ...material } = materialOf(world);
  const settings = { ...material.settings, seed };
  const { batchSize, maxPositionEmbeddings: sequenceLength, maxSteps, context } = settings;
  const labels = nextSentenceLabels(world);
  const batches = createPassageBatches({
    ...{ passages, vocabulary, settings },
    ...(labels && { nextSentence: { ...world.nextSentence!, labels } }),
  });
  const model = await engine.createModel(config, untrainedState(world, seed), {
    ...{ batchSize, sequenceLength, workers },
  });
  try {
    const reader = createReader(model, vocabulary, context);
    const pairs = (world.heldOut?.() ?? passages)
      .filter((passage): passage is readonly [string, string] => typeof passage !== 'string')
      .slice(0, PAIRS);
    const points: GatePoint[] = [];
    const every = Math.max(1, Math.round(maxSteps / POINTS));
    let losses: number[] = [];
    const point = async (step: number) => {
      const one: GatePoint = {
        step,
        loss: losses.length > 0 ? losses.reduce((a, b) => a + b, 0) / losses.length : null,
        gate: await world.gate.measure(reader),
        // Until it is trained, its labels are as good as any other words.
        ...(labels &&
          step >= world.nextSentence!.from && {
            nextSentence: await nextSentenceExam(reader, pairs, labels),
          }),
      };
      losses = [];
      points.push(one);
      events.onPoint?.(one);
    };
    await point(0);
    let step = 0;
    while (step < maxSteps && (events.isWanted?.() ?? true)) {
      const begin = step;
      const end = Math.min(step + CHUNK, maxSteps, (Math.floor(step / every) + 1) * every);
      for (; step < end; step++) model.train(batches.at(step), stepOptions(settings, step));
      losses.push(...checkFinite((await model.statistics()).losses, begin));
      events.onStep?.(step);
      if (step % every === 0 || step === maxSteps) await point(step);
      await events.pause?.();
    }
    return { model, reader, points, isWhole: step === maxSteps };
  } catch (error) {
    model.dispose();
    throw error;
  }
}

/** The step from which on the gate stays open, or null where it does not. */
export function takeOff(points: readonly GatePoint[], from: number): number | null {
  let step: number | null = null;
  for (const point of points) {
    if (point.gate < from) step = null;
    else step ??= point.step;
  }
  return step;
}
