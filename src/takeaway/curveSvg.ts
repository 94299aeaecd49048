import { formatCount } from '../base/format';
import { niceTicks } from '../base/ticks';
import type { KeptRun } from '../storage/keptRun';

const WIDTH = 720;
const HEIGHT = 360;
const LEFT = 48;
const RIGHT = 164; // for the names at the lines' ends
const TOP = 16;
const BOTTOM = 36;
/** Most points of the training line: more would fall on the same pixels. */
const MOST_POINTS = 300;

const INK = '#1c1b19';
const MUTED = '#6a655d';
const FAINT = '#a9a398';
const RULE = '#e4e0d8';

interface Place {
  readonly step: number;
  readonly loss: number;
}

/** The training curve in at most `MOST_POINTS` means. */
function thinned(points: readonly Place[]): Place[] {
  const width = Math.max(1, Math.ceil(points.length / MOST_POINTS));
  return Array.from({ length: Math.ceil(points.length / width) }, (_, i) => {
    const some = points.slice(i * width, (i + 1) * width);
    const loss = some.reduce((sum, point) => sum + point.loss, 0) / some.length;
    return { step: some.at(-1)!.step, loss };
  });
}

/** Moves heights apart that are closer than a line of text, from the top down. */
function apart<T extends { readonly y: number }>(labels: readonly T[]): T[] {
  let least = 0;
  return labels
    .toSorted((a, b) => a.y - b.y)
    .map((label) => {
      const y = Math.max(label.y, least);
      least = y + 14;
      return { ...label, y };
    });
}

/** Held-out and training loss by step as a picture that needs no page around it. */
export function curveSvg({ curves, exam, floors, settings, step }: KeptRun): string {
  const evals = curves.evals.filter(({ loss }) => Number.isFinite(loss));
  const known = curves.train.flatMap((point) =>
    Number.isFinite(point.loss) ? [{ step: point.step, loss: point.loss as number }] : [],
  );
  const train = thinned(known);
  const floor = floors?.[settings.context].loss;
  const levels = [
    { name: 'knows nothing', loss: exam.knowsNothing },
    { name: 'knows frequencies', loss: exam.knowsFrequencies },
    ...(floor === undefined ? [] : [{ name: 'best possible', loss: floor }]),
  ];
  const most = [...levels, ...evals, ...train].reduce((top, { loss }) => Math.max(top, loss), 0);
  const top = 1.05 * most;
  const x = (at: number) => LEFT + ((WIDTH - LEFT - RIGHT) * at) / Math.max(1, step);
  const y = (loss: number) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - loss / top);
  const at = (value: number) => value.toFixed(1);
  const line = (points: readonly Place[], stroke: string, width: number) =>
    points.length === 0
      ? ''
      : `<polyline fill="none" stroke="${stroke}" stroke-width="${width}" points="${points
          .map((point) => `${at(x(point.step))},${at(y(point.loss))}`)
          .join(' ')}"/>`;
  const text = (words: string, px: number, py: number, rest: string) =>
    `<text x="${at(px)}" y="${at(py)}" ${rest}>${words}</text>`;
  const ends = [
    { name: 'held out', points: evals, fill: INK },
    { name: 'training', points: train, fill: MUTED },
  ].flatMap(({ name, points, fill }) => {
    const last = points.at(-1);
    return last ? [{ name: `${name} ${last.loss.toFixed(2)}`, fill, y: y(last.loss) + 4 }] : [];
  });
  const names = [
    ...ends,
    ...levels.map(({ name, loss }) => ({ name, fill: MUTED, y: y(loss) + 4 })),
  ];
  const parts = [
    ...niceTicks(top, 5, false).map(
      (loss) =>
        `<path d="M${LEFT} ${at(y(loss))}H${WIDTH - RIGHT}" stroke="${RULE}"/>` +
        text(`${loss}`, LEFT - 8, y(loss) + 4, `text-anchor="end" fill="${MUTED}"`),
    ),
    ...niceTicks(step, 5, true).map((tick) =>
      text(formatCount(tick), x(tick), HEIGHT - 16, `text-anchor="middle" fill="${MUTED}"`),
    ),
    ...levels.map(
      ({ loss }) =>
        `<path d="M${LEFT} ${at(y(loss))}H${WIDTH - RIGHT}" stroke="${MUTED}" stroke-dasharray="2 4"/>`,
    ),
    line(train, FAINT, 1),
    line(evals, INK, 2),
    ...apart(names).map((label) =>
      text(label.name, WIDTH - RIGHT + 8, label.y, `fill="${label.fill}"`),
    ),
    text('loss, nats', 4, 12, `fill="${MUTED}"`),
    text('step', WIDTH - RIGHT + 24, HEIGHT - 16, `fill="${MUTED}"`),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="sans-serif" font-size="12">`,
    '<title>Loss by step</title>',
    `<rect width="100%" height="100%" fill="#fbfaf7"/>`,
    ...parts,
    '</svg>',
  ]
    .filter((part) => part !== '')
    .join('\n');
}
