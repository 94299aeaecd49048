import { hash32 } from '../base/random';
import type { SatExam } from '../protocol/run';
import type { Exam, ExamResult } from './exam';

/** Two keys of 32 bits: that two of a person's exams should agree by chance is one in 10^19. */
const KEYS = [0x9e3779b9, 0x85ebca6b] as const;

function fold(k: number, numbers: ArrayLike<number>): number {
  let folded = hash32((k ^ hash32(numbers.length)) >>> 0);
  for (let i = 0; i < numbers.length; i++) folded = hash32((folded ^ hash32(numbers[i]!)) >>> 0);
  return folded;
}

/**
 * Names an exam by what it asks: equal for the same text, tokens and sequence length, whatever the run's seed or
 * masks. The size of the vocabulary counts too, as that many words are there to be guessed; what its ids stand for
 * is not known here (`text/vocabularyId.ts`). 16 hexadecimal digits.
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

/** A sitting of an exam, with all that tells which exam it was. */
export function satExam(exam: Exam, result: ExamResult): SatExam {
  const { blanks, share, knowsNothing, knowsFrequencies, groups } = exam;
  return { id: examId(exam), blanks, share, groups, knowsNothing, knowsFrequencies, ...result };
}
