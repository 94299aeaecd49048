import { formatCount } from '../base/format';
import { type Arm, fates, ROOMY } from './experiments';

/** A setting that a sweep can vary, and the values to compare. */
export interface Sweepable {
  readonly label: string;
  readonly arms: readonly Arm[];
  /** What to bear in mind when comparing the arms */
  readonly caution?: string;
}

/** So few that a run has many epochs, and differences between epochs can show. */
const FEW_SENTENCES = 1800;

const percent = (share: number) => `${Math.round(100 * share)} %`;

/** By key. Settings that change the text are left out, as all arms must sit the same exam. */
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
