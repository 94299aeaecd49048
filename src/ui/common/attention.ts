import type { AttentionMaps } from '../../protocol/look';
import { roomFor } from '../../tokenizer/framing';

/** How the look of one token splits over what stands before it, itself, and what stands after it; sums to 1. */
export interface Balance {
  readonly before: number;
  readonly self: number;
  readonly after: number;
}

/** Probabilities with which place `from` looks at each place; [T'] */
export function attentionRow(
  view: AttentionMaps,
  layer: number,
  head: number,
  from: number,
): Float32Array {
  const T = view.length;
  const start = ((layer * view.heads + head) * T + from) * T;
  return view.attentions.subarray(start, start + T);
}

/** [T', T'] of one head */
export function attentionMap(view: AttentionMaps, layer: number, head: number): Float32Array {
  const size = view.length * view.length;
  const start = (layer * view.heads + head) * size;
  return view.attentions.subarray(start, start + size);
}

/** [T', T'] of one head, less that of `from`; -1 to 1. Itself where there is nothing to compare with. */
export function changeOf(
  view: AttentionMaps,
  from: AttentionMaps | undefined,
  layer: number,
  head: number,
): Float32Array {
  const map = attentionMap(view, layer, head);
  const other = from && attentionMap(from, layer, head);
  return other ? map.map((x, i) => x - other[i]!) : map;
}

/** How row `from` splits; before and after are meant in reading order, whichever way the text runs. */
export function rowBalance(row: ArrayLike<number>, from: number): Balance {
  let before = 0;
  let after = 0;
  for (let j = 0; j < row.length; j++) {
    if (j < from) before += row[j]!;
    if (j > from) after += row[j]!;
  }
  const self = row[from] ?? 0;
  return { before, self, after };
}

/** The mean over a head's rows. [CLS] and [SEP] are left out: nothing stands before one, nor after the other. */
export function mapBalance(map: Float32Array, T: number): Balance {
  const sum = { before: 0, self: 0, after: 0 };
  for (let i = 1; i < T - 1; i++) {
    const row = rowBalance(map.subarray(i * T, (i + 1) * T), i);
    sum.before += row.before;
    sum.self += row.self;
    sum.after += row.after;
  }
  const rows = Math.max(1, roomFor(T));
  return { before: sum.before / rows, self: sum.self / rows, after: sum.after / rows };
}
