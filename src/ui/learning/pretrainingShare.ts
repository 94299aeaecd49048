import { formatPercent } from '../../base/format';
import type { EvalPoint } from '../../protocol/run';

/** From this share of what it gets right at the end, pretraining did nearly all of it. */
const NEARLY_ALL = 0.9;
const MOST = 0.7;

/** How far training on this text took the model, by what it got right before. */
function credit(before: number, now: number): string {
  if (now <= before) return ': this text taught it no more';
  const share = before / now;
  if (share >= NEARLY_ALL) return ': nearly all of that comes from pretraining';
  return share >= MOST ? ': most of that comes from pretraining' : '';
}

/**
 * What a pretrained model knew before its first step, beside what it knows now, in a sentence.
 *
 * @param first the exam before the first step
 * @param now the exam of the model as it stands, sat with the same context
 */
export function pretrainingShare(first: EvalPoint, now: EvalPoint): string {
  const [before, after] = [first, now].map(({ accuracy }) =>
    formatPercent(accuracy, accuracy < 0.1 ? 1 : 0).replace(' ', '\u00a0'),
  );
  return `Before this text, pretraining alone got ${before} of these blanks right. Now it is ${after}${credit(first.accuracy, now.accuracy)}.`;
}
