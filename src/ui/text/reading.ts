import type { Settings } from '../../config/settings';
import { collate, FATES, type Fate } from '../../masking/collate';
import { maskKey } from '../../masking/keys';
import { unitAt } from '../../masking/unit';
import type { Prepared } from '../../store/prepared';
import type { Dataset } from '../../text/dataset';
import { CLS_ID, SEP_ID } from '../../text/types';
import type { Windows } from '../../text/units';

/** One token as the trainer reads it. */
export interface ReadToken {
  /** Index into the encoded text; undefined for [CLS] and [SEP], which stand around each window */
  readonly index: number | undefined;
  readonly id: number;
  /** What the model gets to see in its place */
  readonly inputId: number;
  readonly fate: Fate;
}

export interface ReadUnit {
  readonly unit: number;
  readonly heldOut: boolean;
  readonly tokens: readonly ReadToken[];
}

/** Per unit: 1 = begins a window, 2 = ends one, 3 = both. */
export function windowEdges(dataset: Dataset): Uint8Array {
  const edges = new Uint8Array(dataset.units.starts.length);
  const mark = ({ firstUnit, lastUnit }: Windows) => {
    for (const u of firstUnit) edges[u]! |= 1;
    for (const u of lastUnit) edges[u]! |= 2;
  };
  mark(dataset.trainWindows);
  mark(dataset.heldOutWindows);
  return edges;
}

const special = (id: number): ReadToken => ({ index: undefined, id, inputId: id, fate: 'none' });

/**
 * Unit `unit` as the trainer would read it in epoch `draw`: the same function and the same key draw
 * its masks. Held-out sentences are never trained on, so nothing is drawn in them.
 */
export function readUnit(
  prepared: Prepared,
  dataset: Dataset,
  edges: Uint8Array,
  unit: number,
  draw: number,
  settings: Settings,
): ReadUnit {
  const { units } = dataset;
  const start = units.starts[unit]!;
  const masking = unitAt(prepared.encoded, start, units.ends[unit]!);
  const { ids } = masking;
  const heldOut = dataset.heldOut[units.sentence[unit]!] === 1;
  const drawn = heldOut
    ? undefined
    : collate(masking, {
        settings,
        vocabSize: prepared.vocabulary.tokens.length,
        counts: prepared.encoded.counts,
        key: maskKey(settings.seed, draw, unit, settings.dupeFactor),
      });
  const tokens: ReadToken[] = Array.from(ids, (id, i) => ({
    index: start + i,
    id,
    inputId: drawn?.inputIds[i] ?? id,
    fate: FATES[drawn?.fates[i] ?? 0]!,
  }));
  const edge = edges[unit]!;
  return {
    unit,
    heldOut,
    tokens: [
      ...(edge & 1 ? [special(CLS_ID)] : []),
      ...tokens,
      ...(edge & 2 ? [special(SEP_ID)] : []),
    ],
  };
}
