import { key, normalAt, uniformAt } from '../base/random';
import type { BertConfig } from '../model/config';
import { parameterLayout } from '../model/layout';
import type { Batch, TrainingState } from './engine';

export interface Shape {
  readonly V: number;
  readonly D: number;
  readonly L: number;
  readonly H: number;
  readonly F: number;
  readonly T: number;
  readonly B: number;
  readonly M: number;
  /** Whether sentences end before T */
  readonly ragged?: boolean;
  /** Whether there are tokens of segment 1 */
  readonly segments?: boolean;
  /** Whether each sentence's first token, [CLS], is among the blanks; M is B or more */
  readonly first?: boolean;
  /** Whether the decoder has rows of its own */
  readonly untied?: boolean;
}

export const configOf = ({ V, D, L, H, F, T, untied = false }: Shape): BertConfig => ({
  vocabSize: V,
  hiddenSize: D,
  numHiddenLayers: L,
  numAttentionHeads: H,
  intermediateSize: F,
  maxPositionEmbeddings: T,
  typeVocabSize: 2,
  layerNormEps: 1e-12,
  initializerRange: 0.08,
  tieWordEmbeddings: !untied,
});

/** Values with nothing special about them: no weight, bias or LayerNorm is 0 or 1. */
export function randomState(config: BertConfig, seed: number): TrainingState {
  const layout = parameterLayout(config);
  const parameters = new Float32Array(layout.length);
  for (const { name, offset, size } of layout.groups) {
    const centre = name.endsWith('LayerNorm.weight') ? 1 : 0;
    for (let i = offset; i < offset + size; i++) parameters[i] = centre + 0.1 * normalAt(seed, i);
  }
  const zeros = () => new Float32Array(layout.length);
  return { parameters, firstMoment: zeros(), secondMoment: zeros(), step: 0 };
}

/** A batch with exactly M blanks, all at real tokens. */
export function randomBatch(shape: Shape, seed: number): Batch {
  const { V, T, B, M } = shape;
  const N = B * T;
  const random = (stream: number, i: number) => uniformAt(key(seed, stream), i);
  const attentionMask = new Int32Array(N).fill(1);
  for (let b = 0; b < B; b++) {
    const length = shape.ragged ? 1 + Math.floor(random(1, b) * T) : T;
    attentionMask.fill(0, b * T + length, (b + 1) * T);
  }
  const real = Array.from({ length: N }, (_, n) => n).filter((n) => attentionMask[n]);
  const turn = (n: number) => (shape.first && n % T === 0 ? -1 : random(2, n));
  const order = real.sort((a, b) => turn(a) - turn(b)).slice(0, M);
  const positions = Int32Array.from(order).sort();
  return {
    batchSize: B,
    sequenceLength: T,
    inputIds: Int32Array.from({ length: N }, (_, n) => Math.floor(random(3, n) * V)),
    attentionMask,
    ...(shape.segments && {
      tokenTypeIds: Int32Array.from({ length: N }, (_, n) => (random(4, n) < 0.4 ? 1 : 0)),
    }),
    positions,
    labels: Int32Array.from(positions, (n) => Math.floor(random(5, n) * V)),
  };
}
