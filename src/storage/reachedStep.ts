/** How far the run that trains has come, noted more often than it is saved: so the next visit can tell what is missing. */

const KEY = 'cloze:reached';

/** Notes that the run `id` has come to this step. */
export function noteReached(id: string, step: number): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ id, step }));
  } catch {
    // Then the page does not say how many steps are missing.
  }
}

/** How many steps more than this one the run `id` is known to have come to. */
export function missingAfter(id: string, step: number): number {
  try {
    const noted: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    if (typeof noted !== 'object' || noted === null) return 0;
    if (!('id' in noted && 'step' in noted) || noted.id !== id) return 0;
    return Number.isSafeInteger(noted.step) ? Math.max(0, Number(noted.step) - step) : 0;
  } catch {
    return 0;
  }
}
