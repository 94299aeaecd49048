import { AUTO_KEYS, type AutoKey, decide, type TextFacts } from '../src/config/auto';
import { DEFAULT_SETTINGS, type Settings } from '../src/config/settings';
import { detectLanguage } from '../src/corpus/language';
import { makeDataset } from '../src/dataset/dataset';
import { prepareRead, readText } from '../src/dataset/prepare';
import { bertConfig } from '../src/model/config';
import { initialValues } from '../src/model/initialValues';
import { parameterLayout } from '../src/model/layout';
import { createBatches } from '../src/train/batches';
import { type ExamResult, makeExam, sitExam } from '../src/train/exam';
import { stepOptions } from '../src/train/session';
import { fromModel } from '../src/worker/fromModel';
import { ownVocabulary, textFacts } from '../src/worker/textFacts';
import { engine, stateOf } from './engine';

/** Exams in a run, evenly spread. */
const EXAMS = 40;

export interface Conditions {
  /** What differs from what Auto decides */
  readonly settings?: Partial<Settings>;
  /** Which sentences are held out: that of the page if left out */
  readonly split?: number | undefined;
  /** Blanks of the exam; as many as on the page if left out */
  readonly blanks?: number | undefined;
}

export interface Measured {
  readonly facts: TextFacts;
  /** As they were decided */
  readonly settings: Settings;
  readonly blanks: number;
  /** At the step with the least loss, which is where the page ends a run */
  readonly best: ExamResult & { readonly step: number };
  /** At the last step */
  readonly end: ExamResult;
  /** nats */
  readonly knowsFrequencies: number;
  /** Share of the blanks that the most frequent token is right at */
  readonly mostFrequentAccuracy: number;
  /** s of training, the exams not counted */
  readonly seconds: number;
}

/** Trains one run as the page would, on one worker of the WASM engine. */
export async function measure(
  text: string,
  { settings: changes = {}, split, blanks }: Conditions,
): Promise<Measured> {
  const language = detectLanguage(text.slice(0, 100_000));
  const read = await readText(new Blob([text]), { language });
  const facts = await textFacts(read, language);
  const auto: readonly AutoKey[] = AUTO_KEYS.filter((key) => !(key in changes));
  const settings = decide(facts, { ...DEFAULT_SETTINGS, ...changes }, auto);
  const own = await ownVocabulary(settings, facts);
  const { vocabulary, encoded } = await prepareRead(read, { ...settings, own });
  const V = vocabulary.tokens.length;
  const sequenceLength = settings.maxPositionEmbeddings;
  const dataset = makeDataset(encoded, {
    ...{ ...settings, sequenceLength },
    ...(split !== undefined && { splitKey: split + 1 }),
  });
  const batches = createBatches(dataset, V);
  const exam = makeExam(dataset, V, blanks);
  const config = bertConfig(settings, V);
  const state =
    settings.beginFrom === 'starter'
      ? await fromModel(settings, { language: facts.starter?.language ?? 'en', vocabulary })
      : stateOf(config, initialValues(config, parameterLayout(config), settings.seed));
  const { batchSize, maxSteps, context } = settings;
  const model = await engine.createModel(config, state, { batchSize, sequenceLength });
  const every = Math.max(1, Math.round(maxSteps / EXAMS));
  let best: Measured['best'] | undefined;
  let end: ExamResult | undefined;
  let ms = 0;
  for (let step = 0; step <= maxSteps; ) {
    end = await sitExam(model, exam, context);
    if (step > 0 && (!best || end.loss < best.loss)) best = { ...end, step };
    if (step === maxSteps) break;
    const began = performance.now();
    for (const to = Math.min(maxSteps, step + every); step < to; step++) {
      model.train(batches.at(step, settings), stepOptions(settings, step));
    }
    await model.statistics();
    ms += performance.now() - began;
  }
  model.dispose();
  return {
    ...{ facts, settings, blanks: exam.blanks, best: best!, end: end!, seconds: ms / 1000 },
    knowsFrequencies: exam.knowsFrequencies,
    mostFrequentAccuracy: exam.mostFrequentAccuracy,
  };
}
