import { formatCount } from '../base/format';
import { DEFAULT_SETTINGS, type Settings } from './settings';

/** Sentences of a language that the lab draws: nine tenths to learn from, the rest for the exam. */
export const LAB_SENTENCES = 20_000;

/** What runs of the lab begin with: one sentence a window, of words that are tokens. */
export const LAB_SETTINGS: Settings = {
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

/** Most words of a sentence that is drawn: what stands between [CLS] and [SEP]. */
export const LAB_MOST_WORDS = LAB_SETTINGS.maxPositionEmbeddings - 2;

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
  /** What is compared: right answers in the exam, or of a linear probe on frozen features */
  readonly metric: 'accuracy' | 'probe';
}

/** A finding of a paper as a small experiment of one's own; the first arm is said to be better than the second. */
export interface Paper extends Plan {
  readonly id: string;
  /** What was found, in a few words */
  readonly title: string;
  readonly source: string;
  /** Figures as published: what was measured and what each arm came to, in order */
  readonly published: readonly { readonly measure: string; readonly figures: readonly number[] }[];
  /** What to expect of a model this small, where that is not what the paper found */
  readonly caution?: string;
}

/** A setting that can be swept, and the values that are offered. */
export interface Sweepable {
  readonly label: string;
  readonly arms: readonly Arm[];
}

/** So few that a run goes through them many times: what differs between epochs can show. */
const FEW_SENTENCES = 1800;

/** So few that most words of a language are cut. */
const FEW_PIECES = 64;

const percent = (share: number) => `${Math.round(100 * share)} %`;
/** In BERT's own order: hidden, the same, another (Devlin et al. 2019, Table 8). */
const fates = (mask: number, random: number): Arm => ({
  label: `${100 * mask}/${Math.round(100 * (1 - mask - random))}/${100 * random}`,
  settings: { maskReplaceProb: mask, randomReplaceProb: random },
});

/** By name in the page's choice. All but the text's own, so that one exam fits all. */
export const SWEEPABLE: Readonly<Record<string, Sweepable>> = {
  mlmProbability: {
    label: 'Mask ratio',
    arms: [0.05, 0.15, 0.3, 0.4, 0.6, 0.8].map((p) => ({
      label: percent(p),
      settings: { mlmProbability: p },
    })),
  },
  maskStrategy: {
    label: 'Masking strategy',
    arms: (['token', 'span', 'rare', 'frequent'] as const).map((maskStrategy) => ({
      label: maskStrategy,
      settings: { maskStrategy },
    })),
  },
  fates: {
    label: 'Hidden / kept / swapped',
    arms: [fates(1, 0), fates(0.8, 0.1), fates(0.5, 0.25), fates(0, 1)],
  },
  context: {
    label: 'Context',
    arms: (['left', 'right', 'both'] as const).map((context) => ({
      label: context,
      settings: { context },
    })),
  },
  dupeFactor: {
    label: 'Sets of masks',
    arms: [1, 2, 10, 0].map((dupeFactor) => ({
      label: dupeFactor === 0 ? 'fresh' : `${dupeFactor}`,
      settings: { dupeFactor },
      sentences: FEW_SENTENCES,
    })),
  },
  sentences: {
    label: 'Sentences to learn from',
    arms: [200, 600, 2000, 6000, 18_000].map((sentences) => ({
      label: formatCount(sentences),
      settings: {},
      sentences,
    })),
  },
  vocabSize: {
    label: 'Vocabulary',
    arms: [
      ...[48, 64, 96, 128].map((pieces) => ({ label: `${pieces}`, settings: {}, pieces })),
      { label: 'words', settings: {} },
    ],
  },
  maxSteps: {
    label: 'Steps',
    arms: [250, 500, 1000, 2000, 4000].map((maxSteps) => ({
      label: formatCount(maxSteps),
      settings: { maxSteps },
    })),
  },
  hiddenSize: {
    label: 'Hidden size',
    arms: [16, 32, 64, 128].map((hiddenSize) => ({
      label: `${hiddenSize}`,
      settings: { hiddenSize, intermediateSize: 4 * hiddenSize },
    })),
  },
  numHiddenLayers: {
    label: 'Layers',
    arms: [1, 2, 3, 4].map((numHiddenLayers) => ({
      label: `${numHiddenLayers}`,
      settings: { numHiddenLayers },
    })),
  },
  numAttentionHeads: {
    label: 'Heads',
    arms: [1, 2, 4, 8].map((numAttentionHeads) => ({
      label: `${numAttentionHeads}`,
      settings: { numAttentionHeads },
    })),
  },
  warmupSteps: {
    label: 'Warm-up at a rate of 0.003',
    arms: [0, 30, 100, 300].map((warmupSteps) => ({
      label: `${warmupSteps}`,
      settings: { warmupSteps, learningRate: 3e-3 },
    })),
  },
  learningRate: {
    label: 'Learning rate',
    arms: [3e-4, 1e-3, 3e-3, 1e-2].map((learningRate) => ({
      label: `${learningRate}`,
      settings: { learningRate },
    })),
  },
};

export const PAPERS: readonly Paper[] = [
  {
    id: 'context',
    title: 'Both sides beat left to right',
    source: 'BERT, Table 5',
    published: [
      { measure: 'MNLI', figures: [83.9, 82.1] },
      { measure: 'QNLI', figures: [84.9, 84.3] },
      { measure: 'MRPC', figures: [86.5, 77.5] },
      { measure: 'SST-2', figures: [92.6, 92.1] },
      { measure: 'SQuAD', figures: [87.9, 77.8] },
    ],
    arms: [
      { label: 'both sides', settings: { context: 'both' } },
      { label: 'left only', settings: { context: 'left' } },
    ],
    metric: 'accuracy',
    language: 'topics',
    seeds: 3,
    maxSteps: 1500,
  },
  {
    id: 'fates',
    title: '80/10/10 beats always [MASK]',
    source: 'BERT, Table 8, hidden / kept / swapped',
    published: [
      { measure: 'MNLI', figures: [84.2, 84.3, 83.6] },
      { measure: 'NER, fine-tuned', figures: [95.4, 94.9, 94.9] },
      { measure: 'NER, frozen features', figures: [94.9, 94.0, 94.6] },
    ],
    arms: [fates(0.8, 0.1), fates(1, 0), fates(0, 1)],
    metric: 'probe',
    language: 'cases',
    seeds: 3,
    maxSteps: 1500,
    caution:
      'Measured on frozen features, as fine-tuning hides it: is the order of subject and object marked? A model that has learned nothing reads that right in about 70 % of the words, and seeds differ by some four points, more than the paper’s effect.',
  },
  {
    id: 'ratio',
    title: 'Are 40 % masks at least as good as 15 %?',
    source: 'Wettig et al. 2023, Table 1; they find that 80 % keeps 95 % of the performance',
    published: [{ measure: 'MNLI', figures: [84.5, 84.2] }],
    arms: [
      { label: '40 %', settings: { mlmProbability: 0.4 } },
      { label: '15 %', settings: { mlmProbability: 0.15 } },
      { label: '80 %', settings: { mlmProbability: 0.8 } },
    ],
    metric: 'accuracy',
    language: 'topics',
    seeds: 3,
    maxSteps: 1500,
    caution: 'The paper says so of large models; small ones may prefer fewer masks.',
  },
  {
    id: 'dynamic',
    title: 'Fresh masks in each epoch help',
    source: 'RoBERTa, Table 1',
    published: [
      { measure: 'SQuAD 2.0', figures: [78.7, 78.3] },
      { measure: 'MNLI', figures: [84.0, 84.3] },
      { measure: 'SST-2', figures: [92.9, 92.5] },
    ],
    arms: [
      { label: 'fresh', settings: { dupeFactor: 0 }, sentences: FEW_SENTENCES },
      { label: '10 sets', settings: { dupeFactor: 10 }, sentences: FEW_SENTENCES },
    ],
    metric: 'accuracy',
    language: 'topics',
    seeds: 3,
    maxSteps: 1500,
  },
  {
    id: 'words',
    title: 'Whole words beat pieces',
    source: 'BERT-large with whole word masking, 2019',
    published: [{ measure: 'SQuAD 1.1 F1', figures: [92.8, 91.0] }],
    arms: [
      { label: 'whole words', settings: { maskStrategy: 'word' }, pieces: FEW_PIECES },
      { label: 'pieces', settings: { maskStrategy: 'token' }, pieces: FEW_PIECES },
    ],
    metric: 'accuracy',
    language: 'topics',
    seeds: 3,
    maxSteps: 1500,
    caution:
      'The exam here hides whole words, of about two pieces each: what the first trains for.',
  },
];
