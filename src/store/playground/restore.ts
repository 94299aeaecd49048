import type { TrainingState } from '../../base/trainingState';
import type { Problem } from '../../protocol/problem';
import type { KeptRun } from '../../storage/keptRun';
import { vocabularyId } from '../../tokenizer/vocabularyId';
import type { AppState, RunData } from '../state';
import { languageOf } from './prepared';
import { isCutAlike, isText } from './savedText';

/** A kept run that is to go on. */
export interface Restoring {
  readonly saved: KeptRun;
  readonly state: TrainingState;
  /** Told the number under which the trainer takes it */
  readonly onTaken: (runId: number) => void;
}

/** Step, curves and history of a run that is loaded: a fresh one where `saved` is left out. */
export const restoredRun = (
  saved?: KeptRun,
): Pick<RunData, 'step' | 'changed' | 'train' | 'evals'> => ({
  step: saved?.step ?? 0,
  changed: saved?.changed ?? [],
  train: saved?.curves.train ?? [],
  evals: saved?.curves.evals ?? [],
});

/**
 * Whether a kept run can go on with the text as it is prepared now. Its weights belong to the tokens that it was
 * trained on: with other tokens under the same ids they would be nonsense.
 */
export function answerTo(
  { saved }: Pick<Restoring, 'saved'>,
  { source, settings, prepared }: AppState,
): 'goes on' | 'no longer wanted' | Problem {
  // The person has chosen another text or language or changed a setting meanwhile.
  if (settings !== saved.settings) return 'no longer wanted';
  const isSame = source.builtIn !== undefined && source.builtIn === saved.text.builtIn;
  if (!isSame && !isText(source, saved.text)) return 'no longer wanted';
  if (!isCutAlike(languageOf(source, prepared), saved.text)) return 'no longer wanted';
  if (prepared && vocabularyId(prepared.vocabulary) === vocabularyId(saved.vocabulary)) {
    return 'goes on';
  }
  return {
    kind: 'storage',
    what: `“${saved.name}” cannot be continued here.`,
    why: `The vocabulary learned from “${source.name}” has changed since it was trained, so its weights would stand for the wrong words.`,
    advice:
      'Its curves and exam stay in the Library. Press Train to start a fresh run with its settings.',
  };
}
