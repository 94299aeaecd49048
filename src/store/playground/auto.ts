import { type AutoKey, decide } from '../../config/auto';
import type { Settings } from '../../config/settings';
import type { Source } from '../../protocol/texts';
import type { PlaygroundState } from './state';

/** The settings that this text may decide: a language needs settings of its own. */
export const autoFor = (
  { grammar }: Pick<Source, 'grammar'>,
  auto: readonly AutoKey[],
): readonly AutoKey[] => (grammar === undefined ? auto : []);

/** `settings` as the text shown decides those that are left to it; as they are until that text is prepared. */
export function decided(
  { source, prepared, run }: Pick<PlaygroundState, 'source' | 'prepared' | 'run'>,
  settings: Settings,
  auto: readonly AutoKey[],
): Settings {
  if (prepared?.source !== source) return settings;
  // A run that was prolonged keeps the steps that it has now.
  const isProlonged = run.prolonged?.to === settings.maxSteps;
  const left = autoFor(source, auto).filter((key) => !(isProlonged && key === 'maxSteps'));
  return decide(prepared.facts, settings, left);
}
