import { slug } from '../../../base/slug';
import type { Plan } from '../../../config/experiments';
import type { Scope } from '../../../store/experiments/state';

/** Whether the plan's number of steps applies to any arm; otherwise it says nothing about the experiment. */
export const hasSteps = ({ arms }: Plan): boolean =>
  arms.some(({ settings }) => settings.maxSteps === undefined);

/** The name of a file without its ending, which says what it holds: cloze-sweep-mask-ratio-clue-1000-steps. */
export function fileName(
  kind: 'sweep' | 'paper',
  setting: string,
  plan: Plan,
  scope: Scope,
): string {
  const parts = [
    ...['cloze', kind, slug(setting), plan.text ? slug(plan.text.name) : plan.language],
    ...(hasSteps(plan) ? [`${plan.maxSteps}-steps`] : []),
    ...(scope === 'telling' ? ['telling-blanks'] : []),
  ];
  return parts.join('-');
}
