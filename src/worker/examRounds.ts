import type { Dataset } from '../dataset/dataset';
import type { Exam } from '../train/exam';

/**
 * How many times each held-out sentence is asked: in a short text several times, with blanks drawn anew. A fraction
 * where the exam had enough blanks part of the way through the last round.
 */
export function examRounds(
  { batches }: Pick<Exam, 'batches'>,
  { heldOutWindows }: Pick<Dataset, 'heldOutWindows'>,
): number {
  const asked = batches.reduce((sum, { batchSize }) => sum + batchSize, 0);
  // In a long text some windows are asked once, and the rest not at all.
  return Math.max(1, asked / heldOutWindows.firstUnit.length);
}
