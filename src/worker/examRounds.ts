import type { Dataset } from '../dataset/dataset';
import type { Exam } from '../train/exam';

/**
 * How many times the held-out sentences are asked: a short text's several times over, with blanks drawn anew. No
 * whole number where the exam had enough blanks before the last time was over.
 */
export function examRounds(
  { batches }: Pick<Exam, 'batches'>,
  { heldOutWindows }: Pick<Dataset, 'heldOutWindows'>,
): number {
  const asked = batches.reduce((sum, { batchSize }) => sum + batchSize, 0);
  // Of a long text some windows are asked once, and the others not at all.
  return Math.max(1, asked / heldOutWindows.firstUnit.length);
}
