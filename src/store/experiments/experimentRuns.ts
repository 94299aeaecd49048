import { EXPERIMENT_SETTINGS } from '../../config/experiments';
import type { Settings } from '../../config/settings';
import { languageName } from '../../grammar/languages';
import type { BackendReport } from '../../protocol/backend';
import type { Subject } from '../../protocol/experiments';
import type { Floors } from '../../protocol/floors';
import type { KeptRun, SavedText } from '../../storage/keptRun';
import { usualOf } from '../playground/languageSettings';
import type { ShownText } from './ownText';
import type { Chosen } from './state';

/** What runs learn: as the worker is told of it, and as the Library calls it and finds it again. */
export interface RunSubject {
  readonly subject: Subject;
  readonly text: SavedText;
  /** What else the Library keeps of a run with these settings, as it is at this step */
  readonly about: (
    settings: Settings,
    step: number,
  ) => Pick<KeptRun, 'auto' | 'starterRead' | 'isBest' | 'byHand'>;
  /** The settings by which it would need no name but that of its text */
  readonly usual: (settings: Settings) => Settings;
}

function grammarSubject({ id, grammar }: Chosen): RunSubject {
  const text = {
    name: languageName(id),
    builtIn: id === 'own' ? undefined : id,
    grammar,
    ...{ characters: 0, hash: 0 }, // its grammar says which it is
  };
  return { subject: { grammar }, text, about: () => ({}), usual: () => EXPERIMENT_SETTINGS };
}

function textSubject({ toLearn, saved, ...shown }: ShownText): RunSubject {
  const autoOf = (settings: Settings) =>
    shown.auto.filter((key) => settings[key] === shown.settings[key]);
  const about = (settings: Settings, step: number) => ({
    auto: autoOf(settings),
    starterRead: settings.beginFrom === 'starter' ? shown.starterRead : undefined,
    isBest: step < settings.maxSteps || undefined,
    byHand: settings.maskStrategy === 'hand' ? [...shown.byHand] : undefined,
  });
  return {
    ...{ subject: { text: toLearn }, text: saved, about },
    usual: (settings) => usualOf({ text: saved, settings, auto: autoOf(settings) }),
  };
}

/** What is shown, or a plan is about, as something to learn. */
export const subjectOf = (chosen: Chosen): RunSubject =>
  chosen.text ? textSubject(chosen.text) : grammarSubject(chosen);

/** What an experiment's run learned. */
export interface Learned extends RunSubject {
  readonly floors: Floors | undefined;
  readonly backend: BackendReport | undefined;
}
