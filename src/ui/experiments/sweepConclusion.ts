import type { Interval } from '../../base/bootstrap';
import { isSome, listed } from '../../base/words';
import {
  type Conclusion,
  natRange,
  natsOf,
  plain,
  pointRange,
  pointsOf,
  signOf,
  upperFirst,
} from '../../store/experiments/conclusions/conclusion';
import type { Ranking } from '../../store/experiments/conclusions/ranking';
import type { SweepMeasure } from './measures';

/** In what a value is best. */
const BEST: Readonly<Record<SweepMeasure, string>> = {
  accuracy: 'is right most often',
  loss: 'has the lowest loss',
  perplexity: 'has the lowest perplexity',
};

/** By how many percent the perplexity is lower, of a difference of losses. */
const lower = (nats: number) => plain(100 * (1 - Math.exp(-nats)), 0);

/** "3.3 points", "0.120 nats", "11 %", and the range that it lies in. */
function figuresOf(measure: SweepMeasure, lead: Interval): readonly [string, string] {
  if (measure === 'accuracy') return [`${pointsOf(lead.mean)} points`, pointRange(lead)];
  if (measure === 'loss') return [`${natsOf(lead.mean)} nats`, natRange(lead)];
  return [`${lower(lead.mean)} %`, `(${lower(lead.low)} to ${lower(lead.high)} %)`];
}

export interface Swept {
  /** Undefined while some value has no run */
  readonly ranking: Ranking | undefined;
  readonly measure: SweepMeasure;
  /** An arm by its index, as it is called within a sentence */
  readonly nameOf: (arm: number) => string;
  /** Seeds that were asked for */
  readonly seeds: number;
  /** Runs that are done, and all of them */
  readonly done: number;
  readonly total: number;
}

/** How far the seeds carry. */
function ofSeeds(compared: number, asked: number): string {
  const soFar = compared < asked ? `So far, ${compared} of ${asked} seeds. ` : '';
  if (compared === 1) return `${soFar}One seed is a hint: others may turn it round.`;
  if (compared === 2) return `${soFar}Two seeds tell little: take three or more.`;
  return soFar.trim();
}

/** Which value of a setting is best, by how much, and whether that is more than chance. */
export function sweepConclusion(swept: Swept): Conclusion {
  const { ranking, measure, nameOf, seeds, done, total } = swept;
  if (!ranking) {
    return done < total
      ? { outcome: `No answer yet: ${done} of ${total} runs are done.`, basis: '' }
      : {
          outcome: 'No answer: too few values can be compared.',
          basis: 'Runs ended early because their loss was no longer a number.',
        };
  }
  const { best, rivals, leftOut } = ranking;
  const tied = rivals.filter(({ lead }) => signOf(lead) === 'unclear');
  const next = tied[0] ?? rivals[0];
  const [margin, range] = figuresOf(measure, next.lead);
  const names = tied.map(({ arm }) => nameOf(arm));
  const lost = leftOut.map(nameOf);
  const than = measure === 'accuracy' ? 'more than' : 'less than';
  const isPart = tied.length > 0 && tied.length < rivals.length;
  const basis = [
    isPart &&
      `${upperFirst(nameOf(best))} leads ${nameOf(next.arm)} by ${margin} ${range}, which may be chance; the rest fall behind, beyond chance.`,
    isSome(lost) && `Left out: ${listed(lost)}, where a loss was no longer a number.`,
    ofSeeds(ranking.seeds, seeds),
  ].filter(Boolean);
  const said = (outcome: string): Conclusion => ({ outcome, basis: basis.join(' ') });
  if (!isSome(names)) {
    return said(
      `${upperFirst(nameOf(best))} ${BEST[measure]}: ${margin} ${than} ${nameOf(next.arm)} ${range}, beyond chance.`,
    );
  }
  if (isPart) {
    return said(
      `No single value stands out: ${listed([nameOf(best), ...names])} are too close to tell apart.`,
    );
  }
  return said(
    `No value stands out: ${nameOf(best)} ${BEST[measure]}, but its lead over ${nameOf(next.arm)} is ${margin} ${range} and may be chance.`,
  );
}
