import { DEFAULT_SETTINGS, type Settings } from './settings';

/** Sentences that an experiment samples from a language: nine tenths for training, the rest for the exam. */
export const EXPERIMENT_SENTENCES = 20_000;

/** The settings that each run of an experiment starts from: every word is a token, every window one sentence. */
export const EXPERIMENT_SETTINGS: Settings = {
  ...DEFAULT_SETTINGS,
  tokenizer: 'word',
  doLowerCase: false,
  minFrequency: 1,
  keepTogether: false,
  packSentences: false,
  maxPositionEmbeddings: 24,
  batchSize: 32,
  maxSteps: 3000,
};

/** Numbers of steps to choose from: from what one student waits for to what a class leaves running. */
export const BUDGETS = [500, 1000, 3000, 10_000] as const;

/** One of the ways of training that an experiment compares. */
export interface Arm {
  readonly label: string;
  readonly settings: Partial<Settings>;
  /** Vocabulary size, where words are split into pieces; if left out, each word is a token */
  readonly pieces?: number;
  /** Number of training sentences; all if left out */
  readonly sentences?: number;
}

/** A text of the person's own as an experiment learns it: which one, and the settings that its arms change. */
export interface PlanText {
  readonly name: string;
  /** UTF-16 units */
  readonly characters: number;
  /** Of the part that the page holds (`storage/textHash.ts`) */
  readonly hash: number;
  /** BCP 47 tag: its rules decide where sentences end */
  readonly language: string;
  /** As the playground has them, none left to Auto; what each run sets anew (seed, steps, machine) is as usual */
  readonly settings: Settings;
  /** Hash of the words chosen by hand, where they are what is masked */
  readonly byHand?: number;
}

/** What an experiment runs: each arm with each seed, all on one language or text and one exam. */
export interface Plan {
  /** Id of a built-in language, 'own', or 'text' */
  readonly language: string;
  /** The person's own grammar */
  readonly grammar?: string;
  /** Where `language` is 'text' */
  readonly text?: PlanText;
  readonly arms: readonly Arm[];
  readonly seeds: number;
  readonly maxSteps: number;
  /** What is compared: accuracy in the exam, its loss, or the accuracy of a linear probe on frozen features */
  readonly metric: 'accuracy' | 'loss' | 'probe';
}

/** The settings that the arms of a plan change. */
export const baseOf = ({ text }: Pick<Plan, 'text'>): Settings =>
  text?.settings ?? EXPERIMENT_SETTINGS;

/** An arm named by the shares in BERT's order: [MASK], unchanged, random (Devlin et al. 2019, Table 8). */
export const fates = (mask: number, random: number): Arm => ({
  label: `${100 * mask}/${Math.round(100 * (1 - mask - random))}/${100 * random}`,
  settings: { maskReplaceProb: mask, randomReplaceProb: random },
});

/** A mask ratio at which even the longest word of a short sentence can be masked whole. */
export const ROOMY = 0.4;
