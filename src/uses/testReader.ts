import { DEFAULT_SETTINGS } from '../config/settings';
import type { Batch, InferOptions, TrainableModel } from '../engine/engine';
import { bertConfig } from '../model/config';
import { SPECIAL_TOKENS, type Vocabulary } from '../tokenizer/vocabulary';
import { countingModel } from '../train/testModel';

export const vocabularyOf = (...tokens: readonly string[]): Vocabulary => ({
  tokens: [...SPECIAL_TOKENS, ...tokens],
  ...{ doLowerCase: true, stripAccents: false },
});

export interface StubOptions {
  readonly vocabulary: Vocabulary;
  readonly T?: number;
  readonly anyLength?: boolean;
  /** The logits of a blank [V]: `ids` are those of its row, without padding; `place` is where it is asked */
  readonly logits?: (ids: readonly number[], place: number) => ArrayLike<number>;
  /** The state of a token in a layer [D]; 0 is the embeddings, 2 the last */
  readonly state?: (ids: readonly number[], place: number, layer: number) => ArrayLike<number>;
}

/** D of a stub, whose model has two layers. */
export const STUB_D = 4;

/** A model that answers what a test says, and notes the batches that it was asked. */
export function stubModel({
  vocabulary,
  T = 12,
  anyLength = true,
  logits = () => new Float32Array(vocabulary.tokens.length),
  state = () => new Float32Array(STUB_D),
}: StubOptions) {
  const V = vocabulary.tokens.length;
  const settings = { ...DEFAULT_SETTINGS, hiddenSize: STUB_D, numHiddenLayers: 2 };
  const config = bertConfig({ ...settings, numAttentionHeads: 2, maxPositionEmbeddings: T }, V);
  const batches: Batch[] = [];
  const model: TrainableModel = {
    ...countingModel({ config, anyLength }).model,
    async infer(batch: Batch, _, { hiddenStates }: InferOptions) {
      batches.push(batch);
      const { batchSize: B, sequenceLength, inputIds, attentionMask, positions } = batch;
      const rows = Array.from({ length: B }, (_, b) => {
        const at = b * sequenceLength;
        return [...inputIds.subarray(at, at + sequenceLength)].filter(
          (_, t) => attentionMask[at + t] === 1,
        );
      });
      const M = positions.length;
      const found = { logits: new Float32Array(M * V), attentions: new Float32Array(0) };
      const last = new Float32Array(M * STUB_D);
      positions.forEach((position, m) => {
        const [b, t] = [Math.floor(position / sequenceLength), position % sequenceLength];
        found.logits.set(logits(rows[b]!, t), m * V);
        last.set(state(rows[b]!, t, 2), m * STUB_D);
      });
      if (!hiddenStates) return found;
      const lower = new Float32Array(2 * B * sequenceLength * STUB_D);
      for (let l = 0; l < 2; l++) {
        rows.forEach((ids, b) => {
          ids.forEach((_, t) => {
            lower.set(state(ids, t, l), ((l * B + b) * sequenceLength + t) * STUB_D);
          });
        });
      }
      return { ...found, hiddenStates: { last, lower } };
    },
  };
  return { model, batches };
}
