import { formatCount } from '../base/format';
import { type Arm, fates, ROOMY } from './experiments';

/** A setting that a sweep can vary, and the values to compare. */
export interface Sweepable {
  readonly label: string;
  readonly arms: readonly Arm[];
  /** An arm as it is called within a sentence: a singular, by its label */
  readonly named: (label: string) => string;
  /** What to bear in mind when comparing the arms */
  readonly caution?: string;
}

/** So few that a run has many epochs, and differences between epochs can show. */
const FEW_SENTENCES = 1800;

const percent = (share: number) => `${Math.round(100 * share)} %`;

/** What a strategy does, by its label. */
const STRATEGIES: Readonly<Record<string, string>> = {
  token: 'hiding single words',
  span: 'hiding spans',
  rare: 'hiding rare words',
  frequent: 'hiding frequent words',
};

/** By key. Settings that change the text are left out, as all arms must sit the same exam. */
export const SWEEPABLE: Readonly<Record<string, Sweepable>> = {
  mlmProbability: {
    label: 'Mask ratio',
    named: (label) => `${label} hidden`,
    arms: [0.05, 0.15, 0.3, 0.4, 0.6, 0.8].map((p) => ({
      label: percent(p),
      settings: { mlmProbability: p },
    })),
  },
  maskStrategy: {
    label: 'Masking strategy',
    named: (label) => STRATEGIES[label] ?? label,
    arms: (['token', 'span', 'rare', 'frequent'] as const).map((maskStrategy) => ({
      label: maskStrategy,
      settings: { maskStrategy },
    })),
  },
  fates: {
    label: 'Hidden / kept / swapped',
    named: (label) => `a split of ${label}`,
    arms: [fates(1, 0), fates(0.8, 0.1), fates(0.5, 0.25), fates(0, 1)],
  },
  context: {
    label: 'Context',
    named: (label) => `seeing ${label === 'both' ? 'both sides' : `the words ${label} only`}`,
    arms: [
      { label: 'before', settings: { context: 'left' } },
      { label: 'after', settings: { context: 'right' } },
      { label: 'both', settings: { context: 'both' } },
    ],
  },
  dupeFactor: {
    label: 'Sets of masks',
    named: (label) =>
      label === 'fresh'
        ? 'drawing masks afresh'
        : `training with ${label} ${label === '1' ? 'set' : 'sets'} of masks`,
    arms: [1, 2, 10, 0].map((dupeFactor) => ({
      label: dupeFactor === 0 ? 'fresh' : `${dupeFactor}`,
      settings: { dupeFactor },
      sentences: FEW_SENTENCES,
    })),
  },
  sentences: {
    label: 'Sentences to learn from',
    named: (label) => `learning from ${label} sentences`,
    arms: [
      ...[200, 600, 2000, 6000].map((sentences) => ({
        label: formatCount(sentences),
        settings: {},
        sentences,
      })),
      { label: 'all', settings: {} },
    ],
  },
  vocabSize: {
    label: 'Vocabulary, whole words hidden',
    named: (label) => `a vocabulary of ${label === 'words' ? 'whole words' : `${label} pieces`}`,
    arms: [
      ...[80, 96, 128].map((pieces) => ({
        label: `${pieces}`,
        settings: { maskStrategy: 'word' as const, mlmProbability: ROOMY },
        pieces,
      })),
      { label: 'words', settings: { mlmProbability: ROOMY } },
    ],
    caution:
      'Where words are cut, the number of pieces hidden tells how long the word is: a hint that whole words do not give.',
  },
  maxSteps: {
    label: 'Steps',
    named: (label) => `training for ${label} steps`,
    arms: [250, 500, 1000, 2000, 4000].map((maxSteps) => ({
      label: formatCount(maxSteps),
      settings: { maxSteps },
    })),
  },
  hiddenSize: {
    label: 'Hidden size',
    named: (label) => `a hidden size of ${label}`,
    arms: [16, 32, 64, 128].map((hiddenSize) => ({
      label: `${hiddenSize}`,
      settings: { hiddenSize, intermediateSize: 4 * hiddenSize },
    })),
  },
  numHiddenLayers: {
    label: 'Layers',
    named: (label) => `a model of ${label} ${label === '1' ? 'layer' : 'layers'}`,
    arms: [1, 2, 3, 4].map((numHiddenLayers) => ({
      label: `${numHiddenLayers}`,
      settings: { numHiddenLayers },
    })),
  },
  numAttentionHeads: {
    label: 'Heads',
    named: (label) => `a model with ${label} ${label === '1' ? 'head' : 'heads'}`,
    arms: [1, 2, 4, 8].map((numAttentionHeads) => ({
      label: `${numAttentionHeads}`,
      settings: { numAttentionHeads },
    })),
  },
  warmupSteps: {
    label: 'Warm-up at a rate of 0.003',
    named: (label) => (label === '0' ? 'no warm-up' : `a warm-up of ${label} steps`),
    arms: [0, 30, 100, 300].map((warmupSteps) => ({
      label: `${warmupSteps}`,
      settings: { warmupSteps, learningRate: 3e-3 },
    })),
  },
  learningRate: {
    label: 'Learning rate',
    named: (label) => `a learning rate of ${label}`,
    arms: [3e-4, 1e-3, 3e-3, 1e-2].map((learningRate) => ({
      label: `${learningRate}`,
      settings: { learningRate },
    })),
  },
};
