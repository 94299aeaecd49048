import type { Language } from '../artificial/language';
import type { TrainingState } from '../base/trainingState';
import type { Settings } from '../config/settings';
import type { Dataset } from '../dataset/dataset';
import type { ExperimentLanguage, ExperimentRun } from '../protocol/experiments';
import type { Vocabulary } from '../tokenizer/vocabulary';
import type { Exam } from '../train/exam';
import type { Truth } from '../train/truth';

/** What the runs of an experiment learn, and the exam that all of them sit: a language, or a text. */
export interface Learnable {
  /** Tells it from others: a run that was stopped goes on with the same one only */
  readonly id: string;
  /** For the page */
  readonly summary: ExperimentLanguage;
  readonly exam: Exam;
  readonly vocabulary: Vocabulary;
  readonly materialFor: (run: ExperimentRun) => Promise<Material>;
}

/** What one run trains on. */
export interface Material {
  readonly dataset: Dataset;
  readonly exam: Exam;
  readonly vocabulary: Vocabulary;
  readonly vocabSize: number;
  /** The exact answers, where they are known */
  readonly truth: Truth | undefined;
  /** [M] As in `ExperimentLanguage` */
  readonly telling: Uint8Array;
  /** For a probe; none in a text */
  readonly labels: Language['labels'];
  /** The run's, as far as the material leaves them */
  readonly settings: Settings;
  /** The weights that it begins from; fresh ones if undefined */
  readonly begin: TrainingState | undefined;
  /** Whether it may go back to its best step at its end, where the settings say so */
  readonly keepsBest: boolean;
}
