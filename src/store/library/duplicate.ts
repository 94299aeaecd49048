import { newId } from '../../base/newId';
import type { KeptRun } from '../../storage/keptRun';
import { patcher, type Slice } from '../slice';
import type { LibraryActions } from './library';
import { type LibrarySlice, libraryProblem } from './state';

/** The name of a copy; a copy of a copy gets a number, not another "copy". */
export const copyName = (name: string): string => `${name.replace(/ copy( \(\d+\))?$/, '')} copy`;

/**
 * Keeps a copy of a run, weights included, as the newest of all.
 *
 * @returns whether there is one now; where not, the Library says why
 */
export async function duplicateRun(
  store: Slice<LibrarySlice>,
  library: Pick<LibraryActions, 'add' | 'state'>,
  run: KeptRun,
): Promise<boolean> {
  const state = await library.state(run.id);
  if (!state) {
    const problem = libraryProblem(
      `“${run.name}” could not be duplicated.`,
      'Its weights cannot be read from this browser’s storage.',
      'Reload the page and try again.',
    );
    patcher(store, 'library')({ problem });
    return false;
  }
  const copy = { ...run, id: newId(), name: copyName(run.name), savedAt: Date.now() };
  await library.add(copy, state);
  return true;
}
