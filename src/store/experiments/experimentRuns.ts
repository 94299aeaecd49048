import { newId } from '../../base/newId';
import { bytesOf } from '../../base/trainingState';
import { counted } from '../../base/words';
import { EXPERIMENT_SETTINGS } from '../../config/experiments';
import type { Settings } from '../../config/settings';
import { languageName } from '../../grammar/languages';
import type { BackendReport } from '../../protocol/backend';
import type { ExperimentRun, ExperimentsEvent, Subject } from '../../protocol/experiments';
import type { Floors } from '../../protocol/floors';
import type { KeptRun, SavedText } from '../../storage/keptRun';
import { wholeExamId } from '../../tokenizer/vocabularyId';
import { BETWEEN, defaultName } from '../library/runName';
import { usualOf } from '../playground/languageSettings';
import type { ShownText } from './ownText';
import type { Chosen, ExperimentRunView } from './state';

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

/** Why the playground cannot go on with a run; undefined where it can. */
function closedBy({ pieces, sentences }: ExperimentRun): string | undefined {
  if (sentences !== undefined) {
    return `In the experiment it learned from only ${counted(sentences, 'sentence')}; the playground uses all of them.`;
  }
  if (pieces !== undefined) {
    return 'The experiment’s exam asks for whole words; the playground’s asks for single pieces.';
  }
  return undefined;
}

/** A run of an experiment as the Library keeps it. */
export function keptExperimentRun(
  { snapshot, vocabulary }: Extract<ExperimentsEvent, { type: 'kept' }>,
  view: ExperimentRunView,
  { text, about, usual, floors, backend }: Learned,
): KeptRun {
  const { settings, state, changed, exam } = snapshot;
  const { sentences } = view;
  // Beside its twins, which have a side in their names.
  const side = view.id === 'both' ? `${BETWEEN}both sides` : '';
  const few = sentences === undefined ? '' : `${BETWEEN}${counted(sentences, 'sentence')}`;
  return {
    id: newId(),
    name: defaultName(text.name, settings, [], usual(settings)) + side + few,
    savedAt: Date.now(),
    text,
    settings,
    ...about(settings, state.step),
    changed,
    vocabulary,
    backend: backend && { name: backend.backend, device: backend.device },
    curves: { train: [], evals: view.evals },
    step: state.step,
    exam: { ...exam, id: wholeExamId(exam.id, vocabulary) },
    // Of pieces they are not computed.
    floors: view.pieces === undefined ? floors : undefined,
    sentences,
    closed: closedBy(view),
    bytes: bytesOf(state),
  };
}
