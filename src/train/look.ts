import type { Settings } from '../config/settings';
import type { Batch, TrainableModel } from '../engine/engine';
import type { Guess, Look, View } from '../protocol/messages';
import { MASK_ID, PAD_ID } from '../text/types';

const GUESSES = 5;

/** Shows one sentence to the model: what it guesses for each blank, and what each head looks at. */
export async function look(
  model: TrainableModel,
  request: Look,
  settings: Settings,
): Promise<View> {
  const began = performance.now();
  const { numHiddenLayers: L, numAttentionHeads: H, vocabSize } = model.config;
  const T = model.config.maxPositionEmbeddings;
  const length = request.inputIds.length;
  if (length > T) {
    throw new Error(`look: ${length} tokens do not fit in ${T} positions`);
  }
  // Always the full length: a shape that varies would have WebGL compile all programs anew.
  const inputIds = new Int32Array(T).fill(PAD_ID);
  inputIds.set(request.inputIds);
  const batch: Batch = {
    batchSize: 1,
    sequenceLength: T,
    inputIds,
    attentionMask: new Int32Array(T).fill(1, 0, length),
    positions: Int32Array.from(request.blanks),
    labels: new Int32Array(request.blanks.length),
  };
  const { logits, attentions } = await model.infer(batch, settings.context, { attentions: true });
  return {
    requestId: request.requestId,
    step: model.step,
    length,
    layers: L,
    heads: H,
    attentions: crop(attentions, L * H, T, length),
    guesses: request.blanks.map((_, m) =>
      bestGuesses(logits.subarray(m * vocabSize, (m + 1) * vocabSize), GUESSES),
    ),
    milliseconds: performance.now() - began,
  };
}

/** [maps, T, T] -> [maps, length, length] */
function crop(maps: Float32Array, count: number, T: number, length: number): Float32Array {
  const cropped = new Float32Array(count * length * length);
  for (let m = 0; m < count; m++) {
    for (let i = 0; i < length; i++) {
      const row = m * T * T + i * T;
      cropped.set(maps.subarray(row, row + length), (m * length + i) * length);
    }
  }
  return cropped;
}

/** The most probable tokens for logits [V]; special tokens take their share but are not listed. */
export function bestGuesses(logits: Float32Array, count: number): Guess[] {
  const top = logits.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  let sum = 0;
  for (const x of logits) sum += Math.exp(x - top);
  const best: Guess[] = [];
  for (let id = MASK_ID + 1; id < logits.length; id++) {
    const probability = Math.exp(logits[id]! - top) / sum;
    if (best.length === count && probability <= best[count - 1]!.probability) continue;
    const at = best.findIndex((g) => g.probability < probability);
    best.splice(at < 0 ? best.length : at, 0, { id, probability });
    if (best.length > count) best.pop();
  }
  return best;
}
