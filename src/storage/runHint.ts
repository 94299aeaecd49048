/** Which run this tab had open, so that a reload finds it, and whether there is any run to look for. */

const ANY = 'cloze:saves-runs';
const OWN = 'cloze:run';

/** Notes that this tab has the run `id` open. */
export function noteRun(id: string): void {
  try {
    sessionStorage.setItem(OWN, id);
    localStorage.setItem(ANY, '1');
  } catch {
    // A private window may refuse; then the run is found by its date, or is not stored at all.
  }
}

/** Whether runs have saved themselves in this browser, and which of them this tab had open. */
export function notedRun(): { readonly any: boolean; readonly own: string | undefined } {
  try {
    return {
      any: localStorage.getItem(ANY) !== null,
      own: sessionStorage.getItem(OWN) ?? undefined,
    };
  } catch {
    return { any: false, own: undefined };
  }
}
