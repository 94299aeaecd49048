/** Steps from one exam to the next: a run has about forty. */
export function examEvery(maxSteps: number): number {
  return Math.max(5, Math.round(maxSteps / 40));
}

/** The steps from one early exam to the next: the largest of these that is at most a fifth of the way to it. */
const EARLY = [5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000];

/**
 * Whether a run that looks for its best step sits the exam at `step`: where every run does, at the last, and more often
 * early on, because a short text is learned by heart after a few dozen steps. That is up to 70 exams more, 12 in a run of 1000 steps.
 */
export function isExam(step: number, maxSteps: number): boolean {
  const every = examEvery(maxSteps);
  if (step % every === 0 || step === maxSteps) return true;
  const early = EARLY.findLast((gap) => 5 * gap <= step) ?? 5;
  return 2 * early <= every && step % early === 0;
}

/** The first step after `step` at which such a run sits the exam. */
export function nextExam(step: number, maxSteps: number): number {
  let next = step + 1;
  while (!isExam(next, maxSteps)) next++;
  return next;
}

/**
 * The next step after `step` at which the watched sentence is recorded: 1, 2, 3, 5, 8, 13, ... while attention changes
 * fast, then at each exam, and at the end. Step 0, before training, is recorded too. These few steps show the whole run,
 * and runs of the same length are recorded at the same steps. A run that goes on past `maxSteps` is recorded at each exam.
 */
export function nextRecording(step: number, maxSteps: number): number {
  const every = examEvery(maxSteps);
  let [early, later] = [1, 2];
  while (early <= step && early < every) [early, later] = [later, early + later];
  const even = every * (Math.floor(step / every) + 1);
  const next = early > step && early < every ? Math.min(early, even) : even;
  return step < maxSteps ? Math.min(next, maxSteps) : next;
}

/** Whether the watched sentence is recorded at `step`. */
export function isRecording(step: number, maxSteps: number): boolean {
  return step === 0 || nextRecording(step - 1, maxSteps) === step;
}

/** How many recordings are still to come after `step`. */
export function recordingsAhead(step: number, maxSteps: number): number {
  let count = 0;
  for (let next = step; next < maxSteps; count++) next = nextRecording(next, maxSteps);
  return count;
}
