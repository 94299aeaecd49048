import { key, permutation } from '../base/random';
import { STREAM } from '../base/streams';
import type { Settings } from '../config/settings';
import type { Batch } from '../engine/engine';
import { collate, type MaskingSettings } from '../masking/collate';
import { maskKey } from '../masking/keys';
import { unitAt } from '../masking/unit';
import type { Dataset } from '../text/dataset';
import { CLS_ID, PAD_ID, SEP_ID } from '../text/types';
import type { Windows } from '../text/units';

export interface MaskedWindow {
  readonly window: number;
  readonly keyOf: (unit: number) => number;
}

/** Lays masked windows out as one batch: [CLS] units [SEP], padded to T. */
export function makeBatch(
  dataset: Dataset,
  windows: Windows,
  rows: readonly MaskedWindow[],
  masking: MaskingSettings,
  vocabSize: number,
): Batch {
  const T = dataset.sequenceLength;
  const B = rows.length;
  const { units, encoded } = dataset;
  const inputIds = new Int32Array(B * T).fill(PAD_ID);
  const attentionMask = new Int32Array(B * T);
  const positions: number[] = [];
  const labels: number[] = [];
  rows.forEach((row, b) => {
    let at = b * T;
    inputIds[at++] = CLS_ID;
    for (let u = windows.firstUnit[row.window]!; u <= windows.lastUnit[row.window]!; u++) {
      const unit = unitAt(encoded, units.starts[u]!, units.ends[u]!);
      const { ids } = unit;
      const masked = collate(unit, {
        settings: masking,
        vocabSize,
        counts: encoded.counts,
        key: row.keyOf(u),
      });
      for (let i = 0; i < ids.length; i++) {
        if (masked.labels[i] !== -100) {
          positions.push(at + i);
          labels.push(masked.labels[i]!);
        }
      }
      inputIds.set(masked.inputIds, at);
      at += ids.length;
    }
    inputIds[at++] = SEP_ID;
    attentionMask.fill(1, b * T, at);
  });
  return {
    batchSize: B,
    sequenceLength: T,
    inputIds,
    attentionMask,
    positions: Int32Array.from(positions),
    labels: Int32Array.from(labels),
  };
}

/**
 * The batches of a run, each a pure function of (dataset, settings, step). Every epoch visits every
 * window once in a new order, with masks as `maskKey` has them.
 */
export function createBatches(dataset: Dataset, vocabSize: number) {
  const count = dataset.trainWindows.firstUnit.length;
  let order: { key: number; windows: Uint32Array } | undefined;

  const windowAt = (seed: number, epoch: number, place: number) => {
    const k = key(seed, STREAM.order, epoch);
    if (order?.key !== k) order = { key: k, windows: permutation(k, count) };
    return order.windows[place]!;
  };

  return {
    windowsPerEpoch: count,
    at(step: number, settings: Settings): Batch {
      const rows: MaskedWindow[] = [];
      for (let i = 0; i < settings.batchSize; i++) {
        const drawn = step * settings.batchSize + i;
        const epoch = Math.floor(drawn / count);
        rows.push({
          window: windowAt(settings.seed, epoch, drawn % count),
          keyOf: (unit) => maskKey(settings.seed, epoch, unit, settings.dupeFactor),
        });
      }
      return makeBatch(dataset, dataset.trainWindows, rows, settings, vocabSize);
    },
  };
}
