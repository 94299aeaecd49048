import { hash32 } from '../base/random';
import type { SatExam } from '../protocol/run';
import type { Exam, ExamResult } from './exam';

/** Two hashes of 32 bits: two different exams agree with a chance of one in 10^19. */
const KEYS = [0x9e3779b9, 0x85ebca6b] as const;

function fold(k: number, numbers: ArrayLike<number>): number {
  let folded = hash32((k ^ hash32(numbers.length)) >>> 0);
  for (let i = 0; i < numbers.length; i++) folded = hash32((folded ^ hash32(numbers[i]!)) >>> 0);
  return folded;
}

/**
 * Identifies an exam by what it asks: equal for the same text, tokens and sequence length, whatever the run's seed or
 * masks. The size of the vocabulary counts too. What its ids stand for is not known here; `tokenizer/vocabularyId.ts`
 * adds that. 16 hexadecimal digits.
 */
export function examId({ batches, vocabSize, wordOf }: Exam): string {
  const parts = KEYS.map((k) =>
    batches.reduce(
      (id, { sequenceLength, inputIds, positions, labels }) =>
        [[sequenceLength], inputIds, positions, labels].reduce<number>(fold, id),
      fold(fold(k, [vocabSize]), wordOf ?? []),
    ),
  );
  return parts.map((part) => part.toString(16).padStart(8, '0')).join('');
}

/** One sitting of an exam, with what identifies the exam. */
export function satExam(exam: Exam, result: ExamResult): SatExam {
  const { blanks, share, heldOut, knowsNothing, knowsFrequencies, groups } = exam;
  const figures = { blanks, share, heldOut, groups, knowsNothing, knowsFrequencies };
  return { id: examId(exam), ...figures, ...result };
}
