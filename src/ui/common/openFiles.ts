import { holdsModel } from '../../files/holdsModel';
import type { App } from '../../store/app';
import { holdsRuns } from '../../takeaway/holdsRuns';
import type { FileAtPath } from './droppedFiles';

/** Reads files of runs into the Library and shows it. False where these are none. */
async function openRunFiles(app: App, files: readonly FileAtPath[]): Promise<boolean> {
  const runs: File[] = [];
  for (const [, file] of files) if (await holdsRuns(file)) runs.push(file);
  // Beside other files they are skipped by name, as anything that is no text.
  if (runs.length === 0 || runs.length < files.length) return false;
  app.models.close();
  app.library.receive(runs);
  return true;
}

/** Opens files for a model. A file of runs, which has models in it, goes into the Library. */
export async function openModelFiles(app: App, files: readonly FileAtPath[], name: string) {
  if (!(await openRunFiles(app, files))) app.models.open(files, name);
}

/**
 * Opens files from anywhere on the page, as what they are: runs, a model, or texts. While the page asks for a model, all
 * but runs are taken for one.
 *
 * @param name what they are called together
 */
export async function openFiles(app: App, files: readonly FileAtPath[], name: string) {
  const isAsked = app.store.getState().modelOpening !== undefined;
  if (isAsked || (await holdsModel(files))) {
    const isLoose = files.length > 1 && files.every(([path]) => !path.includes('/'));
    await openModelFiles(app, files, isLoose ? '' : name);
  } else if (!(await openRunFiles(app, files))) {
    app.text.openFiles(
      files.map(([, file]) => file),
      name,
    );
  }
}
