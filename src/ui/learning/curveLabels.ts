import { formatCount } from '../../base/format';
import type { Box } from '../charts/findPlace';
import { dotBox, type Label, lineBoxes, type Place } from '../charts/labels';
import { type Level, levelBoxes, levelLabels } from '../charts/levelLabels';
import { type CurveRow, pointsOf } from './curve';
import { bestLabel, endLabels } from './endLabels';

/** Which exam the model is at. */
export interface BestShown {
  /** The step with the lowest held-out loss, where the chart is to mark it */
  readonly best: number | undefined;
  /** Whether the model went back to that step */
  readonly isBack: boolean;
}

interface Point {
  readonly step: number;
  readonly loss: number;
}

export interface CurveLabels {
  /** What both lines and the dot take up */
  readonly lines: readonly Box[];
  /** Names of the two lines, at their ends or where the model is */
  readonly ends: readonly Label[];
  /** One for each level */
  readonly names: readonly Label[];
  /** The name of the best exam, where the model is at another */
  readonly marks: readonly Label[];
  /** The exam of the model as it is */
  readonly dot: Point | undefined;
  /** The best exam, where the model is at another */
  readonly ring: Point | undefined;
}

/** Where the names of lines and levels stand: on no line, dot or other name. */
export function curveLabels(
  rows: readonly CurveRow[],
  levels: readonly Level[],
  place: Place,
  { best, isBack }: BestShown = { best: undefined, isBack: false },
): CurveLabels {
  const heldOut = pointsOf(rows, 'heldOut');
  const past = isBack ? rows.filter(({ step }) => step <= best!) : rows;
  const dot = pointsOf(past, 'heldOut').at(-1);
  const ring = isBack ? undefined : heldOut.find(({ step }) => step === best);
  const lines = [heldOut, pointsOf(rows, 'training')].flatMap((line) => lineBoxes(line, place));
  for (const point of [dot, ring]) if (point) lines.push(dotBox(point, place));
  const around = [...lines, ...levelBoxes(levels, place)];
  const note = isBack ? `, best at ${formatCount(best!)}` : '';
  const ends = endLabels(past, { labels: [], lines: around }, place, note);
  const marks = ring ? [bestLabel(ring, { labels: ends, lines: around }, place)] : [];
  const names = levelLabels(levels, { labels: [...ends, ...marks], lines }, place);
  return { lines, ends, names, marks, dot, ring };
}
