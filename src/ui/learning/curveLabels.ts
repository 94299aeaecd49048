import type { Box } from '../charts/findPlace';
import { dotBox, type Label, lineBoxes, type Place } from '../charts/labels';
import { type Level, levelBoxes, levelLabels } from '../charts/levelLabels';
import { type CurveRow, pointsOf } from './curve';
import { endLabels } from './endLabels';

export interface CurveLabels {
  /** What both lines and the dot take up */
  readonly lines: readonly Box[];
  /** Names of the two lines, at their ends */
  readonly ends: readonly Label[];
  /** One for each level */
  readonly names: readonly Label[];
}

/** Where the names of lines and levels stand: on no line, dot or other name. */
export function curveLabels(
  rows: readonly CurveRow[],
  levels: readonly Level[],
  place: Place,
): CurveLabels {
  const heldOut = pointsOf(rows, 'heldOut');
  const lines = [heldOut, pointsOf(rows, 'training')].flatMap((line) => lineBoxes(line, place));
  lines.push(...heldOut.slice(-1).map((last) => dotBox(last, place)));
  const around = { labels: [], lines: [...lines, ...levelBoxes(levels, place)] };
  const ends = endLabels(rows, around, place);
  return { lines, ends, names: levelLabels(levels, { labels: ends, lines }, place) };
}
