import { key, permutation } from '../base/random';
import { STREAM } from '../base/streams';
import type { Settings } from '../config/settings';
import type { Dataset } from '../dataset/dataset';
import { BY_HAND } from '../dataset/encodedText';
import type { Windows } from '../dataset/units';
import type { Batch } from '../engine/engine';
import { collate, NOT_ASKED } from '../masking/collate';
import { maskKey } from '../masking/maskKey';
import type { MaskingSettings } from '../masking/settings';
import { maskingWindow } from '../masking/window';
import { framed } from '../tokenizer/framing';
import { FIRST_PIECE_ID, PAD_ID } from '../tokenizer/vocabulary';

export interface MaskedWindow {
  readonly window: number;
  /** Names the masks: equal keys give equal ones. */
  readonly key: number;
}

/** Masks windows and lays them out as one batch: [CLS] units [SEP], padded to T. */
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
  rows.forEach(({ window, key: k }, b) => {
    const at = b * T + 1; // after [CLS]
    const start = units.starts.at(windows.firstUnit[window]!)!;
    const end = units.starts.at(windows.lastUnit[window]! + 1)!;
    const masked = collate(maskingWindow(encoded.tokens.read(start, end)), {
      settings: masking,
      vocabSize,
      counts: encoded.counts,
      key: k,
    });
    masked.labels.forEach((label, i) => {
      if (label === NOT_ASKED) return;
      positions.push(at + i);
      labels.push(label);
    });
    const row = framed(masked.inputIds);
    inputIds.set(row, b * T);
    attentionMask.fill(1, b * T, b * T + row.length);
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

export type Batches = ReturnType<typeof createBatches>;

/** Training windows with a known token whose mark passes `may`, by number. */
function* windowsWith(
  { trainWindows, units, encoded }: Dataset,
  may: (mark: number) => boolean,
): Generator<number, undefined, undefined> {
  const { firstUnit, lastUnit } = trainWindows;
  for (let w = 0; w < firstUnit.length; w++) {
    const [start, end] = [units.starts.at(firstUnit[w]!)!, units.starts.at(lastUnit[w]! + 1)!];
    const { ids, marks } = encoded.tokens.read(start, end);
    for (let i = 0; i < ids.length; i++) {
      if (ids[i]! < FIRST_PIECE_ID || !may(marks[i]!)) continue;
      yield w;
      break;
    }
  }
}

/**
 * The batches of a run, each a pure function of (dataset, settings, step). Every epoch visits every
 * window once in a new order, with masks as `maskKey` has them.
 */
export function createBatches(dataset: Dataset, vocabSize: number) {
  const all = dataset.trainWindows.firstUnit.length;
  /** Windows with a word chosen by hand; undefined until they are looked for */
  let chosen: Uint32Array | undefined;
  /** Whether the training part is all unknown tokens */
  let allUnknown: boolean | undefined;
  let order: { key: number; windows: Uint32Array } | undefined;

  /** With words chosen by hand, windows without one would teach nothing: they are left out. */
  const windowsOf = ({ maskStrategy }: Settings): Uint32Array | undefined => {
    if (maskStrategy !== 'hand') return undefined;
    chosen ??= Uint32Array.from(windowsWith(dataset, (mark) => (mark & BY_HAND) !== 0));
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
    /** Other words were chosen by hand among the tokens. */
    onByHand() {
      chosen = undefined;
    },
    /** Whether no batch under these settings has a blank: there is nothing to learn then. */
    asksNothing(settings: Settings): boolean {
      if (settings.maskStrategy === 'hand') return windowsOf(settings) === undefined;
      if (settings.mlmProbability === 0) return true;
      allUnknown ??= windowsWith(dataset, () => true).next().done === true;
      return allUnknown;
    },
    at(step: number, settings: Settings): Batch {
      const rows: MaskedWindow[] = [];
      const some = windowsOf(settings);
      const count = some?.length ?? all;
      for (let i = 0; i < settings.batchSize; i++) {
        const drawn = step * settings.batchSize + i;
        const epoch = Math.floor(drawn / count);
        const place = windowAt(settings.seed, epoch, drawn % count, count);
        const window = some?.[place] ?? place;
        const firstUnit = dataset.trainWindows.firstUnit[window]!;
        rows.push({ window, key: maskKey(settings.seed, epoch, firstUnit, settings.dupeFactor) });
      }
      return makeBatch(dataset, dataset.trainWindows, rows, settings, vocabSize);
    },
  };
}
