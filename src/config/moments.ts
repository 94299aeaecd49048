/** Steps from one exam to the next: a run has about forty. */
export function examEvery(maxSteps: number): number {
  return Math.max(5, Math.round(maxSteps / 40));
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
