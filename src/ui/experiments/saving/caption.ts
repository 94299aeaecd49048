import { counted } from '../../../base/words';
import type { ExperimentRecord } from '../../../storage/experiments';
import { inScope } from '../../../store/experiments/conclusions/verdict';
import type { Scope } from '../../../store/experiments/state';
import { MEASURES, type SweepMeasure } from '../measures';
import { planName } from '../planName';
import { hasSteps } from './names';

/** What a picture of a sweep shows. */
export interface Pictured {
  readonly record: ExperimentRecord;
  readonly measure: SweepMeasure;
  readonly scope: Scope;
  /** What is swept, in words */
  readonly setting: string;
}

/** What is shown by what; the unit stands at the axis. */
export const titleOf = ({ measure, setting }: Pictured): string =>
  `${MEASURES[measure].split(',')[0]} by ${setting[0]!.toLowerCase()}${setting.slice(1)}`;

/** What a reader of the picture alone needs to know, in sentences. */
export function captionOf({ record, scope }: Pictured): string[] {
  const { plan, exam, diverged } = record;
  const isTelling = scope === 'telling' && exam?.tellingFloors !== undefined;
  const asked = exam && counted(inScope(exam, scope)(exam.telling).length, 'blank');
  const runs = [
    ...(hasSteps(plan) ? [`${counted(plan.maxSteps, 'step')}`] : []),
    counted(plan.seeds, 'seed'),
    isTelling ? `the ${asked} where the side matters` : `all ${asked ?? 'blanks'}`,
  ];
  const lost = plan.arms.flatMap(({ label }, arm) => {
    const n = Object.keys(diverged).filter((id) => id.startsWith(`${arm}.`)).length;
    return n > 0 ? [`${n} of ${plan.seeds} at ${label}`] : [];
  });
  return [
    `${plan.text ? 'Text' : 'Language'}: ${planName(plan)}; ${runs.join(', ')}.`,
    ...(plan.text?.settings.loadBestModelAtEnd ? ['Each run at its best step.'] : []),
    // A number and its sign stay on one line.
    `Bars: 95\u00a0% intervals${exam?.floors ? '; dotted: the best that can be expected' : ''}.`,
    ...(lost.length > 0 ? [`Diverged and left out: ${lost.join(', ')}.`] : []),
  ];
}
