import { type Columns, columnLefts } from '../specimen/Guesses';

/** Widths of one list, the widest that fits being taken, px */
const WIDTHS = [248, 212, 176];
const GAP = 16;

/** The guesses of two runs under each blank, side by side: where those of each stand. */
export interface PairedColumns {
  readonly present: Columns;
  readonly earlier: Columns;
}

/** Undefined where two lists a blank do not fit: then those of the earlier run stand below. */
export function pairColumns(centres: readonly number[], width: number): PairedColumns | undefined {
  for (const one of WIDTHS) {
    const lefts = columnLefts(centres, width, 2 * one + GAP);
    if (!lefts) continue;
    const earlier = lefts.map((left) => left + one + GAP);
    return { present: { lefts, width: one }, earlier: { lefts: earlier, width: one } };
  }
  return undefined;
}
