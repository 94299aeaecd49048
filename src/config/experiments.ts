import { DEFAULT_SETTINGS, type Settings } from './settings';

/** Sentences of a language that the experiments draws: nine tenths to learn from, the rest for the exam. */
export const EXPERIMENT_SENTENCES = 20_000;

/** What runs of the experiments begin with: one sentence a window, of words that are tokens. */
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

/** Steps that a student waits for, or a class. */
export const BUDGETS = [500, 1000, 3000, 10_000] as const;

/** One way of training that is compared with others. */
export interface Arm {
  readonly label: string;
  readonly settings: Partial<Settings>;
  /** Size of a vocabulary of pieces, where words are to be cut; else each is a token */
  readonly pieces?: number;
  /** Sentences that it may learn from; all if left out */
  readonly sentences?: number;
}

/** Runs that are compared: each arm with each seed, on one language and one exam. */
export interface Plan {
  /** Id of a built-in language, or 'own' */
  readonly language: string;
  /** The person's own */
  readonly grammar?: string;
  readonly arms: readonly Arm[];
  readonly seeds: number;
  readonly maxSteps: number;
  /** What is compared: right answers in the exam, its loss, or right answers of a linear probe on frozen features */
  readonly metric: 'accuracy' | 'loss' | 'probe';
}

/** In BERT's own order: hidden, the same, another (Devlin et al. 2019, Table 8). */
export const fates = (mask: number, random: number): Arm => ({
  label: `${100 * mask}/${Math.round(100 * (1 - mask - random))}/${100 * random}`,
  settings: { maskReplaceProb: mask, randomReplaceProb: random },
});

/** The share to hide with which every word fits whole into what a short sentence is asked. */
export const ROOMY = 0.4;
