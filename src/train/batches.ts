import { key, permutation } from '../base/random';
import { STREAM } from '../base/streams';
import type { Settings } from '../config/settings';
import type { Batch } from '../engine/engine';
import { collate, type MaskingSettings } from '../masking/collate';
import { maskKey } from '../masking/keys';
import { unitAt } from '../masking/unit';
import type { Dataset } from '../text/dataset';
import { BY_HAND, CLS_ID, PAD_ID, SEP_ID } from '../text/types';
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

/** Numbers of the training windows that hold a token chosen by hand. */
function windowsByHand({ trainWindows, units, encoded }: Dataset): Uint32Array {
  const { firstUnit, lastUnit } = trainWindows;
  const windows: number[] = [];
  for (let w = 0; w < firstUnit.length; w++) {
    const [start, end] = [units.starts[firstUnit[w]!]!, units.ends[lastUnit[w]!]!];
    for (let i = start; i < end; i++) {
      if (!(encoded.marks[i]! & BY_HAND)) continue;
      windows.push(w);
      break;
    }
  }
  return Uint32Array.from(windows);
}

/**
 * The batches of a run, each a pure function of (dataset, settings, step). Every epoch visits every
 * window once in a new order, with masks as `maskKey` has them.
 */
export function createBatches(dataset: Dataset, vocabSize: number) {
  const all = dataset.trainWindows.firstUnit.length;
  /** Windows that a word was chosen in by hand; none until they are looked for */
  let chosen: Uint32Array | undefined;
  let order: { key: number; windows: Uint32Array } | undefined;

  /** By hand, windows in which nothing is asked would teach nothing. */
  const windowsOf = ({ maskStrategy }: Settings): Uint32Array | undefined => {
    if (maskStrategy !== 'hand') return undefined;
    chosen ??= windowsByHand(dataset);
    return chosen.length > 0 ? chosen : undefined;
  };

  const windowAt = (seed: number, epoch: number, place: number, count: number) => {
    const k = key(seed, STREAM.order, epoch, count);
    if (order?.key !== k)
      order = { key: k, windows: permutation(key(seed, STREAM.order, epoch), count) };
    return order.windows[place]!;
  };

  return {
    windowsPerEpoch: all,
    /** Other words were chosen by hand: `dataset.encoded.marks` has changed. */
    onByHand() {
      chosen = undefined;
    },
    at(step: number, settings: Settings): Batch {
      const rows: MaskedWindow[] = [];
      const some = windowsOf(settings);
      const count = some?.length ?? all;
      for (let i = 0; i < settings.batchSize; i++) {
        const drawn = step * settings.batchSize + i;
        const epoch = Math.floor(drawn / count);
        const place = windowAt(settings.seed, epoch, drawn % count, count);
        rows.push({
          window: some?.[place] ?? place,
          keyOf: (unit) => maskKey(settings.seed, epoch, unit, settings.dupeFactor),
        });
      }
      return makeBatch(dataset, dataset.trainWindows, rows, settings, vocabSize);
    },
  };
}
