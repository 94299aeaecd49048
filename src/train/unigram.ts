import { FIRST_PIECE_ID } from '../tokenizer/vocabulary';

/**
 * The held-out loss of a guesser that has only counted tokens and looks at no context: mean
 * -ln p(label) in nats, over the labels that are asked (-100 = not asked). p comes from counts plus
 * one (Laplace smoothing), so that a token never met has a probability too.
 *
 * @param trainCounts [vocabSize] how often each token occurs in the text learned from.
 * @throws if a label is not an id, the counts have another length, or nothing is asked.
 */
export function unigramCrossEntropy(
  trainCounts: ArrayLike<number>,
  labels: ArrayLike<number>,
  vocabSize: number,
): number {
  if (trainCounts.length !== vocabSize) {
    throw new Error(
      `unigramCrossEntropy: ${trainCounts.length} counts for a vocabulary of ${vocabSize}`,
    );
  }
  let total = vocabSize;
  for (let id = 0; id < vocabSize; id++) total += trainCounts[id]!;
  let sum = 0;
  let asked = 0;
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    if (label === -100) continue;
    if (!(label >= 0 && label < vocabSize)) {
      throw new Error(`unigramCrossEntropy: label ${label} at ${i} is not in [0, ${vocabSize})`);
    }
    sum += Math.log(trainCounts[label]! + 1);
    asked++;
  }
  if (asked === 0) throw new Error('unigramCrossEntropy: no label is asked');
  return Math.log(total) - sum / asked;
}

/**
 * The share of labels that such a guesser gets right if it must name one token: it always names the most frequent one.
 * It never names a special token, because no blank hides one. Of equally frequent tokens it takes the first.
 *
 * @param trainCounts [V] how often each token occurs in the text learned from
 * @param labels what is asked; at least one
 */
export function unigramAccuracy(trainCounts: ArrayLike<number>, labels: ArrayLike<number>): number {
  let best: number = FIRST_PIECE_ID;
  for (let id = best + 1; id < trainCounts.length; id++) {
    if (trainCounts[id]! > trainCounts[best]!) best = id;
  }
  let right = 0;
  for (let i = 0; i < labels.length; i++) if (labels[i] === best) right++;
  return right / labels.length;
}
