import type { Interval } from '../../../base/bootstrap';
import { formatCount } from '../../../base/format';
import type { LabelCurve, Measured } from '../../../protocol/uses';
import { formatShare, ofHundred } from '../formatShare';

/**
 * The interval of a difference of two means whose own intervals are known: their reaches add up in squares (Zou and Donner,
 * Statistics in Medicine 2008). Both were measured on the same items, so it is rather too wide than too narrow.
 */
export function differenceOf(a: Interval, b: Interval): Interval {
  const mean = a.mean - b.mean;
  return {
    mean,
    low: mean - Math.hypot(a.mean - a.low, b.high - b.mean),
    high: mean + Math.hypot(a.high - a.mean, b.mean - b.low),
  };
}

type Gain = 'more' | 'less' | 'noise';
const gainOf = ({ low, high }: Interval): Gain => {
  if (low > 0) return 'more';
  return high < 0 ? 'less' : 'noise';
};

function clause(difference: Interval): string {
  const gain = gainOf(difference);
  if (gain === 'noise') return 'the difference is within noise';
  const points = ofHundred(difference.mean);
  return `pretraining gave ${points} ${gain === 'more' ? 'more' : 'fewer'} of 100 right`;
}

/** What pretraining gave with few labels and with many; undefined where it was not compared with random weights. */
export function gainOverLabels({ labels, rows }: LabelCurve): string | undefined {
  const rowOf = (who: string) => rows.find((row) => row.who === who);
  const [model, scratch] = [rowOf('model'), rowOf('scratch') ?? rowOf('untrained')];
  const [fewest, most] = [labels[0], labels.at(-1)];
  if (!model || !scratch || fewest === undefined || most === undefined) return undefined;
  const at = (i: number) => differenceOf(model.intervals.at(i)!, scratch.intervals.at(i)!);
  const [few, many] = [at(0), at(-1)];
  const [first, last] = [formatCount(fewest), formatCount(most)];
  if (fewest === most) return `With ${first} labels ${clause(few)}.`;
  if (gainOf(few) === 'noise' && gainOf(many) === 'noise') {
    return `With ${first} labels as with ${last}, the difference is within noise.`;
  }
  return `With ${first} labels ${clause(few)}; with ${last} ${clause(many)}.`;
}

const ENDS: Readonly<Record<Gain, string>> = {
  more: 'pretraining helped, beyond noise',
  less: 'pretraining did harm, beyond noise',
  noise: 'the difference is within noise',
};

/** The same for a use without labels: against random weights, and against training from scratch where there was one. */
export function gainOverRows({ standings }: Measured): readonly string[] {
  const model = standings.find(({ who }) => who === 'model');
  if (!model) return [];
  const sentences: string[] = [];
  for (const [who, without] of [
    ['untrained', 'with random weights'],
    ['scratch', 'trained from scratch'],
  ] as const) {
    const row = standings.find((one) => one.who === who);
    if (!row) continue;
    const figures = `${formatShare(model.interval.mean)} after reading, ${formatShare(row.interval.mean)} ${without}`;
    const lead = row.lead ?? differenceOf(model.interval, row.interval);
    sentences.push(`${figures}: ${ENDS[gainOf(lead)]}.`);
  }
  return sentences;
}
