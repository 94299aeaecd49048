import type { Plan } from '../../config/experiments';
import { SWEEPABLE } from '../../config/sweeps';
import { textHash } from '../../storage/textHash';
import type { ExperimentsState } from '../../store/experiments/state';

const PREFIX = 'sweep';

/**
 * The id of a sweep: all that its results depend on, which is the setting, the language and the steps. The person's own
 * grammar is named by its content, as it may change.
 */
export const sweepId = (
  setting: string,
  { language, grammar = '', maxSteps }: Pick<Plan, 'language' | 'grammar' | 'maxSteps'>,
): string => {
  const learned = language === 'own' ? `own-${textHash(grammar)}` : language;
  return [PREFIX, setting, learned, maxSteps].join(' ');
};

export interface KnownSweep {
  readonly id: string;
  readonly setting: string;
  readonly plan: Plan;
  /** Whether it runs, or waits for its turn */
  readonly isActive: boolean;
}

/** All sweeps that the page knows: the running one, the queued ones, a discarded one, then the newest results first. */
export function knownSweeps({
  running,
  queue,
  discarded,
  records,
}: Pick<ExperimentsState, 'running' | 'queue' | 'discarded' | 'records'>): KnownSweep[] {
  const active = [...(running?.kind === 'plan' ? [running] : []), ...queue];
  const kept = Object.entries(records).map(([experimentId, { plan }]) => ({ experimentId, plan }));
  const rest = [...(discarded ? [discarded] : []), ...kept.reverse()];
  return [...active, ...rest].flatMap(({ experimentId: id, plan }, i) => {
    const [prefix, setting] = id.split(' ');
    // An earlier version of the page may have offered others.
    if (prefix !== PREFIX || setting === undefined || !(setting in SWEEPABLE)) return [];
    return [{ id, setting, plan, isActive: i < active.length }];
  });
}
