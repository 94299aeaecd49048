import { decodeTensor, type EncodedTensors, type GoldenBatch } from '../model/golden';
import type { Layout } from '../model/layout';
import type { Batch } from './engine';

/** A golden file's batch as an engine takes it. */
export function goldenBatch(batch: GoldenBatch): Batch {
  return {
    batchSize: batch.inputIds.length,
    sequenceLength: batch.inputIds[0]!.length,
    inputIds: Int32Array.from(batch.inputIds.flat()),
    attentionMask: Int32Array.from(batch.attentionMask.flat()),
    tokenTypeIds: Int32Array.from(batch.tokenTypeIds.flat()),
    positions: Int32Array.from(batch.blankRows),
    labels: Int32Array.from(batch.blankLabels),
  };
}

/** A state dict laid out as one flat vector. */
export function flatten(tensors: EncodedTensors, layout: Layout): Float32Array {
  const flat = new Float32Array(layout.length);
  for (const { name, offset } of layout.groups.flatMap((g) => g.members)) {
    flat.set(decodeTensor(tensors[name]!).data, offset);
  }
  return flat;
}
