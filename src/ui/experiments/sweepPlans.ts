import type { Plan, PlanText } from '../../config/experiments';
import { DEFAULT_SETTINGS, SETTING_KEYS } from '../../config/settings';
import { SWEEPABLE } from '../../config/sweeps';
import { textHash } from '../../storage/textHash';
import type { ExperimentsState } from '../../store/experiments/state';

const PREFIX = 'sweep';

/** A text with its settings, in short. A setting that comes later has its default, and changes nothing. */
export function textName({ name, characters, hash, language, byHand, settings }: PlanText): string {
  const all = { ...DEFAULT_SETTINGS, ...settings };
  const changed = SETTING_KEYS.filter((key) => all[key] !== DEFAULT_SETTINGS[key]);
  const pairs = changed.map((key) => [key, all[key]]);
  return `text-${textHash(JSON.stringify([name, characters, hash, language, byHand, pairs]))}`;
}

/**
 * The id of a sweep: all that its results depend on, which is the setting, the language or text, and the steps. What is
 * the person's own is named by its content, as it may change; a text also by the settings that its arms change.
 */
export const sweepId = (
  setting: string,
  {
    language,
    grammar = '',
    text,
    maxSteps,
  }: Pick<Plan, 'language' | 'grammar' | 'text' | 'maxSteps'>,
): string => {
  const own = language === 'own' ? `own-${textHash(grammar)}` : language;
  const learned = text ? textName(text) : own;
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
    if (
      prefix !== PREFIX ||
      setting === undefined ||
      !(setting in SWEEPABLE || setting === 'beginFrom')
    )
      return [];
    return [{ id, setting, plan, isActive: i < active.length }];
  });
}
