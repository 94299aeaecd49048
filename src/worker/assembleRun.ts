import { type KnownLanguage, knowLanguage } from '../artificial/languageText';
import { makeDataset } from '../dataset/dataset';
import { loadEncoded } from '../dataset/encodedBlobs';
import type { RunFacts } from '../protocol/run';
import type { TrainerRequest } from '../protocol/trainer';
import { type Batches, createBatches } from '../train/batches';
import { type Exam, LANGUAGE_BLANKS, makeExam } from '../train/exam';
import { examId } from '../train/examId';
import type { Truth } from '../train/truth';
import { examRounds } from './examRounds';
import { fromModel } from './fromModel';
import { type ModelTask, modelTask } from './modelTask';

type Load = Extract<TrainerRequest, { type: 'load' }>;
/** What the page gives to make a run of. */
export type RunIngredients = Omit<Load, 'type' | 'runId' | 'resume' | 'saveAs' | 'avoid'>;

/** All of a run but the engine that trains it. */
export interface AssembledRun {
  readonly batches: Batches;
  readonly exam: Exam;
  /** The exact answers, where the language of the text is known */
  readonly truth: Truth | undefined;
  /** The model, to be made on an engine */
  readonly task: ModelTask;
  readonly facts: RunFacts;
  /** Takes these words as those chosen by hand: pairs of first and last token (exclusive) */
  readonly chooseByHand: (ranges: Uint32Array) => void;
}

function languageFacts(known: KnownLanguage | undefined): RunFacts['language'] {
  if (!known) return undefined;
  return known.truth ? known.facts : { reason: known.reason };
}

/**
 * Reads the stored text and makes a run of it: batches, exam and model.
 *
 * @param onPhase told, in the page's words, what takes time once an engine makes the model
 * @param workers how many have trained it before, where that is known
 * @throws where `state` is of a model of another size, or the text or what it begins from cannot be read
 */
export async function assembleRun(
  { settings, vocabSize, stored, byHand, language, begin, state }: RunIngredients,
  onPhase: (phase: string) => void,
  workers?: number,
): Promise<AssembledRun> {
  const encoded = await loadEncoded(stored);
  encoded.tokens.chooseByHand(byHand);
  const sequenceLength = settings.maxPositionEmbeddings;
  const dataset = makeDataset(encoded, { ...settings, sequenceLength });
  const exam = makeExam(dataset, vocabSize, language && LANGUAGE_BLANKS);
  const known = language && knowLanguage({ ...language, exam, settings });
  const batches = createBatches(dataset, vocabSize);
  const from = state ?? (begin && (await fromModel(settings, begin)));
  const task = modelTask(settings, vocabSize, batches, onPhase, from, workers);
  return {
    ...{ batches, exam, task, truth: known?.truth },
    facts: {
      parameterCount: task.parameterCount,
      examSentences: exam.sentences,
      examBlanks: exam.blanks,
      examShare: exam.share,
      examRounds: examRounds(exam, dataset),
      knowsNothing: exam.knowsNothing,
      knowsFrequencies: exam.knowsFrequencies,
      mostFrequentAccuracy: exam.mostFrequentAccuracy,
      examId: examId(exam),
      language: languageFacts(known),
    },
    chooseByHand(ranges) {
      encoded.tokens.chooseByHand(ranges);
      batches.onByHand();
    },
  };
}
