import type { Engine } from '../engine/engine';
import { materialOf } from './material';
import { createReader, type Reader } from './reader';
import type { World } from './use';

/**
 * Has a world's model answer, for as long as `work` takes.
 *
 * @param parameters [P]
 */
export async function withReader<T>(
  engine: Engine,
  world: World,
  parameters: Float32Array,
  work: (reader: Reader) => Promise<T>,
): Promise<T> {
  const { vocabulary, settings, config } = materialOf(world);
  const { batchSize, maxPositionEmbeddings: sequenceLength, context } = settings;
  const none = () => new Float32Array(parameters.length);
  const state = { parameters, firstMoment: none(), secondMoment: none(), step: 0 };
  const model = await engine.createModel(config, state, {
    ...{ batchSize, sequenceLength, workers: 1, onlyLooks: 'it only sits an exam' },
  });
  try {
    return await work(createReader(model, vocabulary, context));
  } finally {
    model.dispose();
  }
}
