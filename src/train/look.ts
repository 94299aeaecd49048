import type { Settings } from '../config/settings';
import type { Batch, TrainableModel } from '../engine/engine';
import type { Answer, Guess, Look, View } from '../protocol/look';
import { MASK_ID, PAD_ID } from '../tokenizer/vocabulary';
import type { Truth } from './truth';

/** How many are listed for a blank unless another number is asked for. */
export const GUESSES = 5;

/** Shows one sentence to the model: what it guesses for each blank, and what each head looks at. */
export async function look(
  model: TrainableModel,
  request: Look,
  settings: Settings,
  truth?: Truth,
): Promise<Omit<View, 'recorded'>> {
  const began = performance.now();
  const { numHiddenLayers: L, numAttentionHeads: H, vocabSize } = model.config;
  const most = model.config.maxPositionEmbeddings;
  const length = request.inputIds.length;
  if (length > most) {
    throw new Error(`look: ${length} tokens do not fit in ${most} positions`);
  }
  // Else the full length: for each new shape WebGL would compile its programs again.
  const T = model.anyLength ? length : most;
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
  const exact = truth?.posterior(request.inputIds, request.blanks, settings.context);
  const row = (m: number) => logits.subarray(m * vocabSize, (m + 1) * vocabSize);
  return {
    requestId: request.requestId,
    step: model.step,
    context: settings.context,
    length,
    layers: L,
    heads: H,
    attentions: crop(attentions, L * H, T, length),
    guesses: request.blanks.map((_, m) => bestGuesses(row(m), request.count ?? GUESSES)),
    ...(request.answers && {
      answers: request.answers.map((id, m) => (id === undefined ? id : rankedAnswer(row(m), id))),
    }),
    exact: exact?.map((probabilities, m) => ({
      guesses: likeliest(probabilities, GUESSES),
      divergence: divergence(probabilities, row(m)),
    })),
    milliseconds: performance.now() - began,
  };
}

/** [maps, T, T] -> [maps, length, length] */
function crop(maps: Float32Array, count: number, T: number, length: number) {
  const cropped = new Float32Array(count * length * length);
  for (let m = 0; m < count; m++) {
    for (let i = 0; i < length; i++) {
      const row = m * T * T + i * T;
      cropped.set(maps.subarray(row, row + length), (m * length + i) * length);
    }
  }
  return cropped;
}

/** KL(truth || model) in nats, for probabilities [V] and logits [V]: how far the model's loss lies above the floor. */
export function divergence(truth: Float64Array, logits: Float32Array): number {
  const { top, sum } = softmaxParts(logits);
  let total = 0;
  for (let id = 0; id < truth.length; id++) {
    const p = truth[id]!;
    if (p > 0) total += p * (Math.log(p) - (logits[id]! - top - Math.log(sum)));
  }
  return total;
}

/** The most probable tokens of probabilities [V], without impossible ones. */
export function likeliest(probabilities: Float64Array, count: number): Guess[] {
  const ids = Array.from(probabilities.keys()).filter((id) => probabilities[id]! > 0);
  ids.sort((a, b) => probabilities[b]! - probabilities[a]! || a - b);
  return ids.slice(0, count).map((id) => ({ id, probability: probabilities[id]! }));
}

/** Of logits [V], the greatest, and the sum of exp(logit - greatest): what probabilities are made of. */
function softmaxParts(logits: Float32Array): { top: number; sum: number } {
  const top = logits.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  let sum = 0;
  for (const x of logits) sum += Math.exp(x - top);
  return { top, sum };
}

/** Probability and place of token `id` by logits [V], in the order of `bestGuesses`. */
export function rankedAnswer(logits: Float32Array, id: number): Answer {
  const { top, sum } = softmaxParts(logits);
  const own = logits[id]!;
  let rank = 1;
  for (let other = MASK_ID + 1; other < logits.length; other++) {
    if (logits[other]! > own || (logits[other] === own && other < id)) rank++;
  }
  return { id, probability: Math.exp(own - top) / sum, rank };
}

/** The most probable tokens for logits [V]; special tokens take their share but are not listed. */
export function bestGuesses(logits: Float32Array, count: number): Guess[] {
  const { top, sum } = softmaxParts(logits);
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
