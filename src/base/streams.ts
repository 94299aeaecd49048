/** One number for each use of random numbers, so that no two share a sequence: `key(seed, STREAM.x, …)`. */
export const STREAM = {
  initialValues: 1,
  order: 2,
  masks: 3,
  dropout: 4,
  heldOut: 5,
  duplicates: 6,
  wordsToGuess: 7,
  wordExam: 8,
  nextSentence: 9,
} as const;

/**
 * Seed of the held-out split and of the exam: the year of Taylor's cloze test. Fixed, whatever the
 * run's seed, so that all runs on one text sit one exam.
 */
export const EXAM_SEED = 1953;
