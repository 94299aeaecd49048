import { key, uniformAt } from '../base/random';
import type { TrainingState } from '../base/trainingState';
import { parameterLayout } from '../model/layout';
import type { KeptRun } from '../storage/keptRun';
import { savedRun } from '../storage/testRuns';
import { SPECIAL_TOKENS } from '../tokenizer/vocabulary';
import { configOf } from './taken';

const SMALL = {
  ...{ hiddenSize: 8, numHiddenLayers: 1, numAttentionHeads: 2, intermediateSize: 16 },
  ...{ maxPositionEmbeddings: 8 },
};

/** A run of the smallest model, which its state fits. */
export function takenRun(
  changed: Partial<Omit<KeptRun, 'settings'>> & { settings?: Partial<KeptRun['settings']> } = {},
): { run: KeptRun; state: TrainingState } {
  const { settings, ...rest } = changed;
  const run = savedRun('a', {
    name: 'Bread at home · seed 7',
    savedAt: Date.UTC(2026, 10, 3),
    vocabulary: {
      tokens: [...SPECIAL_TOKENS, 'a', 'cat', '##s'],
      doLowerCase: true,
      stripAccents: false,
    },
    curves: {
      train: [
        { step: 1, loss: 2.25, learningRate: 0.001, gradNorm: 1 },
        { step: 2, loss: undefined, learningRate: 0.002, gradNorm: Number.POSITIVE_INFINITY },
      ],
      evals: [{ step: 2, loss: 1.5, accuracy: 0.25, context: 'both' }],
    },
    settings: { ...SMALL, ...settings },
    ...rest,
  });
  const { length } = parameterLayout(configOf(run));
  const values = (k: number) => Float32Array.from({ length }, (_, i) => uniformAt(key(k), i));
  const state = {
    ...{ parameters: values(1), firstMoment: values(2), secondMoment: values(3) },
    step: run.step,
  };
  const exam = { heldOut: { sentences: [7], exam: [[11, 1, 2]] }, ...run.exam };
  return { run: { ...run, exam, bytes: 12 * length }, state };
}
