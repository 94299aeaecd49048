import type { Context } from '../config/settings';
import { roomFor } from '../tokenizer/framing';
import { type Corruption, likelihoods } from './corruption';
import { drawLikelihood } from './draws';
import { createOracle, type Posterior, type Shown } from './oracle';
import type { TokenAutomaton } from './tokenAutomaton';

/** Of a batch (engine/engine.ts) what is read here: B windows of T tokens, M blanks. */
export interface ExamBatch {
  readonly batchSize: number;
  readonly sequenceLength: number;
  /** [B, T] */
  readonly inputIds: ArrayLike<number>;
  /** [B, T] */
  readonly attentionMask: ArrayLike<number>;
  /** [M] b * T + t, ascending */
  readonly positions: ArrayLike<number>;
  /** [M] */
  readonly labels: ArrayLike<number>;
}

/** What the best possible guess comes to. */
export interface Floor {
  /** -ln p(true token), nats */
  readonly loss: number;
  /** Whether the most probable token is right: 1 / k where it is one of k that are equally probable */
  readonly accuracy: number;
}

export interface BlankFloor extends Readonly<Record<Context, Floor>> {
  /** Total variation distance of the answer from one side to that from both, 0 to 1 */
  readonly moved: { readonly left: number; readonly right: number };
}

/** Probabilities that differ by less, relatively, are a tie: sums of many rounded numbers. */
const TIE = 1e-9;

/** The probability of a token, 0 where it is not possible. */
export function probabilityOf({ ids, probabilities }: Posterior, id: number): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ids[middle]! < id) low = middle + 1;
    else high = middle;
  }
  return ids[low] === id ? probabilities[low]! : 0;
}

/** Who guesses by this distribution, and the label. */
export function score(posterior: Posterior, label: number): Floor {
  const p = probabilityOf(posterior, label);
  const top = Math.max(...posterior.probabilities) * (1 - TIE);
  const tied = posterior.probabilities.filter((other) => other >= top).length;
  return { loss: -Math.log(p), accuracy: p >= top ? 1 / tied : 0 };
}

/** Total variation distance, 0 to 1: the probability that has to be moved to make one of the other. */
export function distance(a: Posterior, b: Posterior): number {
  let sum = 0;
  a.ids.forEach((id, i) => {
    sum += Math.abs(a.probabilities[i]! - probabilityOf(b, id));
  });
  b.ids.forEach((id, i) => {
    if (probabilityOf(a, id) === 0) sum += b.probabilities[i]!;
  });
  return sum / 2;
}

/** At least this much of the probability moves where a blank is called telling. */
export const TELLING = 0.25;

/**
 * Whether a blank shows what a side is good for: the exact answer from one side differs from that from both,
 * by a total variation distance of at least `threshold`. It depends on what both sides show, never on the true
 * word, so over the blanks that are chosen so the floor of both sides is still a floor. That of one side is what
 * the best guess comes to there that does not know which blanks are chosen: what the other side shows chose them.
 *
 * @param side which side alone is compared; either if left out.
 */
export function isTelling(
  { moved }: BlankFloor,
  side?: 'left' | 'right',
  threshold = TELLING,
): boolean {
  return (side ? moved[side] : Math.max(moved.left, moved.right)) >= threshold;
}

interface Question extends Shown {
  /** [M] */
  readonly labels: readonly number[];
}

/** The sentence of each window, without [CLS] and [SEP], and what is asked of it. */
function* questions(batch: ExamBatch): Generator<Question, undefined, undefined> {
  const { batchSize: B, sequenceLength: T, inputIds, attentionMask, positions, labels } = batch;
  let m = 0;
  for (let b = 0; b < B; b++) {
    let end = 0;
    while (end < T && attentionMask[b * T + end] === 1) end++;
    const ids = Array.from({ length: roomFor(end) }, (_, i) => inputIds[b * T + 1 + i]!);
    const asked: number[] = [];
    const answers: number[] = [];
    for (; m < positions.length && positions[m]! < (b + 1) * T; m++) {
      asked.push(positions[m]! - b * T - 1);
      answers.push(labels[m]!);
    }
    if (asked.length > 0) yield { ids, asked, labels: answers };
  }
}

export interface FloorOptions {
  /** How the blanks were drawn, token by token (strategy 'token') */
  readonly masking: Corruption;
  /** [V] How often each token stands in the text; for swaps by frequency */
  readonly counts?: ArrayLike<number>;
}

/**
 * The oracle of an exam drawn so. Where all blanks are hidden it knows all that the draw tells, and the floor
 * is exact. Where some are swapped or kept it takes draws as independent of each other: a draw of just so many
 * (masking/strategies.ts) makes visible words a little more certain than that, most of all in short sentences
 * (0.01 nats with five words at 80/10/10), so the floor is a little too high there.
 */
export function examOracle(automaton: TokenAutomaton, { masking, counts = [] }: FloorOptions) {
  return createOracle(automaton, {
    likelihoods: likelihoods(masking, automaton.vocabSize, counts),
    lengthLikelihood:
      masking.maskReplaceProb === 1 ? drawLikelihood(masking.mlmProbability) : undefined,
  });
}

/**
 * The floor at each blank of an exam: what the best possible guess scores from the left, the right, and both
 * sides. A window is [CLS], one whole sentence of the language, [SEP], padding.
 *
 * A generator, so that a worker can rest in between: it yields the blanks of one window at a time, in order.
 *
 * @throws where a window is no sentence of the language, as where two share it.
 */
export function* floorsOf(
  batches: Iterable<ExamBatch>,
  automaton: TokenAutomaton,
  options: FloorOptions,
): Generator<BlankFloor[], undefined, undefined> {
  const oracle = examOracle(automaton, options);
  for (const batch of batches) {
    for (const question of questions(batch)) {
      const [left, right, both] = (['left', 'right', 'both'] as const).map((context) => {
        const posteriors = oracle.posteriors(question, context);
        if (posteriors) return posteriors;
        throw new Error(
          `floorsOf: a window is no sentence of the language: ${Array.from(question.ids).join(' ')}`,
        );
      }) as [Posterior[], Posterior[], Posterior[]];
      yield question.labels.map((label, m) => {
        return {
          left: score(left[m]!, label),
          right: score(right[m]!, label),
          both: score(both[m]!, label),
          moved: {
            left: distance(left[m]!, both[m]!),
            right: distance(right[m]!, both[m]!),
          },
        };
      });
    }
  }
}

/** The mean over blanks; NaN where there is none. */
export function meanFloors(blanks: readonly BlankFloor[]): Readonly<Record<Context, Floor>> {
  const mean = (value: (blank: BlankFloor) => number) =>
    blanks.reduce((sum, blank) => sum + value(blank), 0) / blanks.length;
  const of = (context: Context): Floor => ({
    loss: mean((blank) => blank[context].loss),
    accuracy: mean((blank) => blank[context].accuracy),
  });
  return { left: of('left'), right: of('right'), both: of('both') };
}
