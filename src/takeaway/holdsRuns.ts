import { LIST } from './runFile';

/** The names of its files stand at the end of a zip. */
const NAMES_BYTES = 65_536;

/** Whether a file is one of runs: by its ending, or by the name of the list in it where it was renamed. */
export async function holdsRuns(file: File): Promise<boolean> {
  if (/\.cloze$/i.test(file.name)) return true;
  if ((await file.slice(0, 2).text()) !== 'PK') return false;
  return (await file.slice(-NAMES_BYTES).text()).includes(LIST);
}
