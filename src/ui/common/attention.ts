import type { AttentionMaps } from '../../protocol/messages';

/** How the look of one token splits: shares that sum to 1. */
export interface Balance {
  readonly left: number;
  readonly self: number;
  readonly right: number;
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

/** What of row `from` goes left, to itself, and right. */
export function rowBalance(row: ArrayLike<number>, from: number): Balance {
  let left = 0;
  let right = 0;
  for (let j = 0; j < row.length; j++) {
    if (j < from) left += row[j]!;
    if (j > from) right += row[j]!;
  }
  const self = row[from] ?? 0;
  return { left, self, right };
}

/** The mean over a head's rows. [CLS] and [SEP] are left out: one has no left, the other no right. */
export function mapBalance(map: Float32Array, T: number): Balance {
  const sum = { left: 0, self: 0, right: 0 };
  for (let i = 1; i < T - 1; i++) {
    const row = rowBalance(map.subarray(i * T, (i + 1) * T), i);
    sum.left += row.left;
    sum.self += row.self;
    sum.right += row.right;
  }
  const rows = Math.max(1, T - 2);
  return { left: sum.left / rows, self: sum.self / rows, right: sum.right / rows };
}
