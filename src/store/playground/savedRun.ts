import { newId } from '../../base/newId';
import { bytesOf } from '../../base/trainingState';
import { RESET_KEYS } from '../../config/settings';
import type { Snapshot } from '../../protocol/run';
import type { Source } from '../../protocol/texts';
import type { KeptRun } from '../../storage/keptRun';
import { wholeExamId } from '../../tokenizer/vocabularyId';
import { savedText } from './savedText';
import { loadedSettings, starterRead, wentBack } from './selectors';
import type { PlaygroundState, RunData } from './state';

/** A run of the playground as the Library keeps it, but for its name. */
export function toSaved(
  run: RunData,
  snapshot: Snapshot,
  chosenIn: (source: Source) => PlaygroundState['byHand'],
): Omit<KeptRun, 'name'> | undefined {
  const { loaded, backend, facts, train, evals, changed } = run;
  if (!loaded) return undefined;
  const { source, vocabulary } = loaded.prepared;
  const settings = loadedSettings(snapshot.settings, loaded.settings);
  const { step } = snapshot.state;
  return {
    id: newId(),
    savedAt: Date.now(),
    text: savedText(loaded.prepared),
    settings,
    auto: loaded.auto,
    beganFrom: loaded.beganFrom,
    starterRead: starterRead(loaded),
    changed: [...new Set([...changed, ...snapshot.changed])].filter(
      (name) => !RESET_KEYS.includes(name),
    ),
    vocabulary,
    backend: backend && { name: backend.backend, device: backend.device },
    curves: {
      train: train.filter((point) => point.step <= step),
      evals: evals.filter((point) => point.step <= step),
    },
    step,
    isBest: wentBack(run) && run.step === step ? true : undefined,
    exam: { ...snapshot.exam, id: wholeExamId(snapshot.exam.id, vocabulary) },
    floors: facts?.language && 'floors' in facts.language ? facts.language.floors : undefined,
    byHand: settings.maskStrategy === 'hand' ? [...chosenIn(source)] : undefined,
    bytes: bytesOf(snapshot.state),
  };
}
