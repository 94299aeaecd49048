/** Which run this tab had open, so that a reload finds it, and whether there is any run to look for. */

const OWN = 'cloze:run';
/** The database of `checkpointStates.ts`; named here too, as that is loaded only where there is one */
const DATABASE = 'cloze-checkpoints';

/** Notes that this tab has the run `id` open. */
export function noteRun(id: string): void {
  try {
    sessionStorage.setItem(OWN, id);
  } catch {
    // A private window may refuse; then the newest run is taken for this tab's.
  }
}

/** The run that this tab had open before it was reloaded. */
export function notedRun(): string | undefined {
  try {
    return sessionStorage.getItem(OWN) ?? undefined;
  } catch {
    return undefined;
  }
}

/** The run that made room for another text or a fresh run: it is offered on the next visit, and not opened by itself */
const ASIDE = 'cloze:aside';

/** Notes that the run `id` has made room: the page shows another text, or a fresh run, by the person's choice. */
export function notePutAside(id: string): void {
  try {
    localStorage.setItem(ASIDE, id);
    if (notedRun() === id) sessionStorage.removeItem(OWN);
  } catch {
    // Then the next visit brings it back, and what took its place is in the Library.
  }
}

/** Notes that this tab has the run `id` open again. */
export function noteTakenUp(id: string): void {
  noteRun(id);
  try {
    if (wasPutAside(id)) localStorage.removeItem(ASIDE);
  } catch {
    // Then the next visit only offers it.
  }
}

/** Whether the run `id` is the one that made room last. */
export function wasPutAside(id: string): boolean {
  try {
    return localStorage.getItem(ASIDE) === id;
  } catch {
    return false;
  }
}

/**
 * Whether runs have saved themselves in this browser. The databases tell: a note in `localStorage` would be lost with a
 * browser that is killed within seconds of it.
 */
export async function hasSavedRuns(): Promise<boolean> {
  try {
    return (await indexedDB.databases()).some(({ name }) => name === DATABASE);
  } catch {
    return false; // it has no databases
  }
}
