import { newId } from '../../base/newId';
import { bytesOf } from '../../base/trainingState';
import { counted } from '../../base/words';
import { EXPERIMENT_SETTINGS } from '../../config/experiments';
import { languageName } from '../../grammar/languages';
import type { BackendReport } from '../../protocol/backend';
import type { ExperimentRun, ExperimentsEvent } from '../../protocol/experiments';
import type { Floors } from '../../protocol/floors';
import type { KeptRun } from '../../storage/keptRun';
import { wholeExamId } from '../../tokenizer/vocabularyId';
import { BETWEEN, defaultName } from '../library/runName';
import type { ExperimentRunView } from './state';

/** What an experiment's run learned, as the Library is to call it and find it again. */
export interface Learned {
  /** Id of a built-in language, or 'own' */
  readonly language: string;
  readonly grammar: string;
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
  { language, grammar, floors, backend }: Learned,
): KeptRun {
  const name = languageName(language);
  const { settings, state, changed, exam } = snapshot;
  const { sentences } = view;
  // Beside its twins, which have a side in their names.
  const side = view.id === 'both' ? `${BETWEEN}both sides` : '';
  const few = sentences === undefined ? '' : `${BETWEEN}${counted(sentences, 'sentence')}`;
  return {
    id: newId(),
    name: defaultName(name, settings, [], EXPERIMENT_SETTINGS) + side + few,
    savedAt: Date.now(),
    text: {
      name,
      builtIn: language === 'own' ? undefined : language,
      grammar,
      ...{ characters: 0, hash: 0 }, // its grammar says which it is
    },
    settings,
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
