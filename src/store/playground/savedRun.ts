import { newId } from '../../base/newId';
import { bytesOf } from '../../base/trainingState';
import { RESET_KEYS } from '../../config/settings';
import type { SatExam, Snapshot } from '../../protocol/run';
import type { Source } from '../../protocol/texts';
import type { KeptRun } from '../../storage/keptRun';
import { wholeExamId } from '../../tokenizer/vocabularyId';
import { savedText } from './savedText';
import { loadedSettings, starterRead, wentBack } from './selectors';
import type { PlaygroundState, RunData } from './state';

/** A run as it stood at a step, without its weights. */
type AtStep = Pick<Snapshot, 'settings' | 'changed'> & {
  readonly step: number;
  /** Of its weights and moments */
  readonly bytes: number;
};

/** What is noted of a run of the playground at a step, but for its exam. */
export function describeRun(
  run: RunData,
  { step, bytes, ...at }: AtStep,
  chosenIn: (source: Source) => PlaygroundState['byHand'],
): Omit<KeptRun, 'id' | 'name' | 'exam'> | undefined {
  const { loaded, backend, facts, train, evals, changed } = run;
  if (!loaded) return undefined;
  const { source, vocabulary } = loaded.prepared;
  const settings = loadedSettings(at.settings, loaded.settings);
  return {
    savedAt: Date.now(),
    text: savedText(loaded.prepared),
    settings,
    auto: loaded.auto,
    beganFrom: loaded.beganFrom,
    starterRead: starterRead(loaded),
    changed: [...new Set([...changed, ...at.changed])].filter((name) => !RESET_KEYS.includes(name)),
    vocabulary,
    backend: backend && { name: backend.backend, device: backend.device },
    curves: {
      train: train.filter((point) => point.step <= step),
      evals: evals.filter((point) => point.step <= step),
    },
    step,
    isBest: wentBack(run) && run.step === step ? true : undefined,
    floors: facts?.language && 'floors' in facts.language ? facts.language.floors : undefined,
    byHand: settings.maskStrategy === 'hand' ? [...chosenIn(source)] : undefined,
    bytes,
  };
}

/** An exam as it is noted with a run: its id says what the tokens stand for, too. */
export const examOf = (exam: SatExam, vocabulary: KeptRun['vocabulary']): SatExam => ({
  ...exam,
  id: wholeExamId(exam.id, vocabulary),
});

/** A run of the playground as the Library keeps it, but for its name. */
export function toSaved(
  run: RunData,
  { state, exam, ...at }: Snapshot,
  chosenIn: (source: Source) => PlaygroundState['byHand'],
): Omit<KeptRun, 'name'> | undefined {
  const { step } = state;
  const described = describeRun(run, { ...at, step, bytes: bytesOf(state) }, chosenIn);
  return (
    described && {
      ...described,
      id: newId(),
      saveId: run.saveId,
      exam: examOf(exam, described.vocabulary),
    }
  );
}
