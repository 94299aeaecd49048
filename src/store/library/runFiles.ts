import { counted, nameSome } from '../../base/words';
import { type Takeaway, TakeawayFailure } from '../../client/takeaway';
import type { KeptRun } from '../../storage/keptRun';
import type { Subject } from '../../takeaway/messages';
import type { Reads } from '../slice';
import type { LibraryActions } from './library';
import type { LibrarySlice } from './state';

/** Told how far it has come, 0 to 1. */
type OnProgress = (fraction: number) => void;

/** All of the Library as one file, and the names of runs whose weights could not be read and that are not in it. */
export async function saveLibrary(
  library: Pick<LibraryActions, 'subject'>,
  runs: readonly KeptRun[],
  worker: Takeaway,
  onProgress: OnProgress,
): Promise<{ readonly blob: Blob; readonly missing: readonly string[] }> {
  const subjects: Subject[] = [];
  for (const run of runs) subjects.push(await library.subject(run));
  return worker.build({ type: 'runs', subjects }, onProgress);
}

/** Whether both are one run: no two are kept in the same millisecond with the same result. */
const isSame = (a: KeptRun, b: KeptRun) =>
  a.savedAt === b.savedAt &&
  a.step === b.step &&
  a.exam.id === b.exam.id &&
  a.exam.loss === b.exam.loss;

/** What became of the runs of a file, in a sentence. */
function outcome(added: number, here: readonly string[]): string {
  const were = (n: number, what: string) => `${what} ${n === 1 ? 'was' : 'were'}`;
  const came = `${were(added, counted(added, 'run'))} added`;
  if (here.length === 0) return `${came}.`;
  return `${added === 0 ? 'Nothing was added' : came}: ${were(here.length, nameSome(here))} here already.`;
}

/**
 * Adds the runs of a file to the Library, each under a new id, so that none replaces another; a run that is here already
 * is left out. Those that were read before a fault stay.
 *
 * @returns what became of them, as a sentence of the page
 * @throws TakeawayFailure where the file, or a run in it, cannot be read
 */
export async function openRuns(
  file: Blob,
  store: Reads<LibrarySlice>,
  library: Pick<LibraryActions, 'add' | 'load' | 'visit'>,
  worker: Takeaway,
  onProgress: OnProgress,
): Promise<string> {
  await library.load();
  const here: string[] = [];
  let [read, of] = [0, 0];
  try {
    for (let next = await worker.open(file); next.type === 'run'; next = await worker.next()) {
      const { run, state } = next;
      of = next.of;
      const there = store.getState().library.list.find((one) => isSame(one, run));
      if (there) here.push(`“${there.name}”`);
      else await library.add(run, state);
      read++;
      onProgress(read / of);
    }
  } catch (error) {
    if (!(error instanceof TakeawayFailure) || read === 0) throw error;
    const what = `Only ${counted(read, 'run')} of ${of} could be read.`;
    throw new TakeawayFailure({ ...error.problem, what });
  }
  await library.visit();
  return read === 0 ? 'There is no run in this file.' : outcome(read - here.length, here);
}
