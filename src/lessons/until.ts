import type { Problem } from '../protocol/problem';
import type { App, AppState } from '../store/app';

const runProblem = ({ run, textProblem }: AppState): Problem | undefined =>
  run.problem ?? textProblem;

/**
 * Resolves once the page is as wanted. Rejects with the page's own words where something has failed.
 *
 * @param problemOf what has failed, if something has: the text or the run, if left out
 */
export function until(
  app: App,
  isWanted: (state: AppState) => boolean,
  problemOf: (state: AppState) => Problem | undefined = runProblem,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (state: AppState): boolean => {
      const problem = problemOf(state);
      if (isWanted(state)) resolve();
      else if (problem) reject(new Error(`${problem.what} ${problem.why} ${problem.advice}`));
      else return false;
      return true;
    };
    if (look(app.store.getState())) return;
    const unsubscribe = app.store.subscribe((state) => {
      if (look(state)) unsubscribe();
    });
  });
}

/** Whether a model for the present text and settings is there, untrained or not. */
export const isReady = ({ run, source }: AppState): boolean =>
  run.facts !== undefined && run.loaded?.prepared.source === source && run.status !== 'loading';

/**
 * Sets the page up as an address says, with a fresh model, and waits until that is there.
 *
 * @param hash without '#', as in `text=lanterns&maxSteps=600`
 */
export async function place(app: App, hash: string): Promise<void> {
  const { runId } = app.store.getState().run;
  await app.links.take(`#${hash}`);
  const isLoading = () => app.store.getState().run.runId !== runId;
  if (!isLoading() && !app.store.getState().preparing) app.run.reset();
  await until(app, (state) => isReady(state) && state.run.step === 0 && !state.preparing);
}
