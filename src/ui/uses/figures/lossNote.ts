import { formatCount } from '../../../base/format';
import type { GatePoint } from '../../../protocol/uses';

/** Share of the training in which the loss falls fast in any case: frequent words are learned first. */
const EARLY = 0.2;
/** Beyond that many deviations of the other drops one stands out. */
const JUMP = 3;

/**
 * Whether the loss shows the step at which the meaning took off: whether it drops more around it than it does elsewhere.
 *
 * @returns a sentence; undefined where there are too few points to tell
 */
export function lossNote(points: readonly GatePoint[], takeOff: number | null): string | undefined {
  const end = points.at(-1)?.step ?? 0;
  if (takeOff === null || takeOff === 0) return undefined;
  const drops = points.flatMap(({ step, loss }, i) => {
    const before = points[i - 1];
    if (!before || before.loss === null || loss === null) return [];
    return [{ from: before.step, to: step, drop: before.loss - loss }];
  });
  const isNear = ({ from, to }: { from: number; to: number }) => {
    const reach = to - from;
    return to >= takeOff - reach && from <= takeOff;
  };
  const near = drops.filter(isNear);
  const others = drops.filter((one) => !isNear(one) && one.from >= EARLY * end);
  if (near.length === 0 || others.length < 5) return undefined;
  const mean = others.reduce((sum, { drop }) => sum + drop, 0) / others.length;
  const variance = others.reduce((sum, { drop }) => sum + (drop - mean) ** 2, 0) / others.length;
  const largest = Math.max(...near.map(({ drop }) => drop));
  const standsOut = largest > mean + JUMP * Math.sqrt(variance);
  return standsOut
    ? `The loss falls faster there too: by ${largest.toFixed(2)} nats in ${formatCount(near[0]!.to - near[0]!.from)} steps.`
    : 'The loss shows no jump there: alone it would not have told.';
}
