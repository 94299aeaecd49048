import type { Problem } from '../../protocol/problem';
import { vocabularyId } from '../../tokenizer/vocabularyId';
import { untilStep } from './curves';
import type { Prepared } from './prepared';
import type { LostData, ReopenedRun } from './reopening';
import { lastStep } from './selectors';
import type { RunData } from './state';

/**
 * Step, curves and history of a run that is loaded: a fresh one where `saved` is left out.
 *
 * @param lost what the page knew of it, where it was not kept but lost
 * @param aside step of the state that lies aside, where one came with it
 */
export const restoredRun = (
  saved?: ReopenedRun,
  lost?: LostData,
  aside?: number,
): Pick<
  RunData,
  | 'step'
  | 'aside'
  | 'changed'
  | 'train'
  | 'evals'
  | 'sittings'
  | 'endedWith'
  | 'examBefore'
  | 'kept'
> => ({
  step: saved?.step ?? 0,
  aside,
  changed: saved?.changed ?? [],
  train: saved?.curves.train ?? [],
  evals: saved?.curves.evals ?? [],
  sittings: saved?.exam
    ? [{ step: saved.step, losses: saved.exam.losses, right: saved.exam.right }]
    : [],
  endedWith: saved?.settings,
  examBefore: saved?.exam?.id,
  kept: saved && { id: saved.id, step: saved.step },
  ...(saved &&
    lost && {
      ...untilStep(lost, lastStep({ step: saved.step, aside })),
      endedWith: lost.endedWith ?? saved.settings,
    }),
});

/**
 * Why a kept run cannot go on with its text as that is prepared now; undefined where it can. Its weights belong to the
 * tokens that it was trained on: with other tokens under the same ids they would be nonsense.
 */
export function whyNotRestored(
  saved: Pick<ReopenedRun, 'name' | 'vocabulary'>,
  { source, vocabulary }: Pick<Prepared, 'source' | 'vocabulary'>,
): Problem | undefined {
  if (vocabularyId(vocabulary) === vocabularyId(saved.vocabulary)) return undefined;
  return {
    kind: 'storage',
    what: `“${saved.name}” cannot be continued here.`,
    why: `The vocabulary learned from “${source.name}” has changed since it was trained, so its weights would stand for the wrong words.`,
    advice:
      'Its curves and exam stay in the Library. Press Train to start a fresh run with its settings.',
  };
}
