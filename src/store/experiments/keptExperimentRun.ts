import { newId } from '../../base/newId';
import { bytesOf } from '../../base/trainingState';
import { counted } from '../../base/words';
import type { ExperimentRun, ExperimentsEvent } from '../../protocol/experiments';
import type { KeptRun } from '../../storage/keptRun';
import { wholeExamId } from '../../tokenizer/vocabularyId';
import { BETWEEN, defaultName } from '../library/runName';
import type { Learned } from './experimentRuns';
import type { ExperimentRunView } from './state';

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
