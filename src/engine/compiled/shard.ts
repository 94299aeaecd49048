import type { Batch } from '../engine';

/** A part of a batch, and where it stands in the whole. */
export interface Shard {
  readonly batch: Batch;
  /** Rows b · T + t of the whole batch before this part */
  readonly firstRow: number;
  /** M of the whole batch */
  readonly batchBlanks: number;
}

/** The batch as one part. */
export const wholeBatch = (batch: Batch): Shard => ({
  batch,
  firstRow: 0,
  batchBlanks: batch.positions.length,
});

/**
 * Part `index` of `count` about equal ones, whole sentences each; with fewer sentences than parts some
 * are empty. Its arrays are copies.
 */
export function shardOf(batch: Batch, index: number, count: number): Shard {
  const { batchSize: B, sequenceLength: T, positions } = batch;
  const first = Math.floor((B * index) / count);
  const end = Math.floor((B * (index + 1)) / count);
  const [from, to] = [first * T, end * T];
  const blankFrom = lowerBound(positions, from);
  const blankTo = lowerBound(positions, to);
  return {
    batch: {
      batchSize: end - first,
      sequenceLength: T,
      inputIds: batch.inputIds.slice(from, to),
      attentionMask: batch.attentionMask.slice(from, to),
      ...(batch.tokenTypeIds && { tokenTypeIds: batch.tokenTypeIds.slice(from, to) }),
      positions: positions.slice(blankFrom, blankTo).map((place) => place - from),
      labels: batch.labels.slice(blankFrom, blankTo),
    },
    firstRow: from,
    batchBlanks: positions.length,
  };
}

/** How many of the ascending places lie before `limit`. */
function lowerBound(places: Int32Array, limit: number): number {
  const at = places.findIndex((place) => place >= limit);
  return at < 0 ? places.length : at;
}
