import { get, set } from 'idb-keyval';
import type { LabResult } from '../protocol/lab';

const KEY = 'cloze:lab-papers';

/** What came of a paper's experiment in this browser. */
export interface PaperResult {
  /** One list for each arm, a result for each seed */
  readonly arms: readonly (readonly LabResult[])[];
  readonly seconds: number;
  /** When it was finished, ms since 1970 */
  readonly date: number;
}

type Papers = Readonly<Record<string, PaperResult>>;

/** By paper; none where the browser keeps no storage for this page. */
export async function loadLabResults(): Promise<Papers> {
  try {
    return (await get<Papers>(KEY)) ?? {};
  } catch {
    return {};
  }
}

export async function saveLabResults(papers: Papers): Promise<void> {
  try {
    await set(KEY, papers);
  } catch {
    // A private window may refuse; they last as long as the page.
  }
}
