import { SETTING_KEYS, type SettingKey } from '../config/settings';
import type { Problem } from '../protocol/problem';
import type { App, AppState } from '../store/app';
import { readLink } from '../store/links/readLink';

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

/** With the person's own backend, unless the address names one: a lesson runs on what runs here. */
const onThisBackend = (app: App, hash: string) =>
  `#backend=${app.store.getState().settings.backend}&${hash}`;

/**
 * Sets the page up as an address says, with a fresh model, and waits until that is there.
 *
 * @param hash without '#', as in `text=lanterns&maxSteps=600`
 */
export async function place(app: App, hash: string): Promise<void> {
  const { runId } = app.store.getState().run;
  await app.links.take(onThisBackend(app, hash));
  const isLoading = () => app.store.getState().run.runId !== runId;
  if (!isLoading() && !app.store.getState().preparing) app.run.reset();
  await until(app, (state) => isReady(state) && state.run.step === 0 && !state.preparing);
}

/** As `place`, unless text and settings are already as the address says: then the run stays. */
export async function keepOrPlace(app: App, hash: string): Promise<void> {
  const { text, settings, auto } = readLink(onThisBackend(app, hash));
  const state = app.store.getState();
  const left: readonly SettingKey[] = auto;
  const isThere =
    state.source.builtIn === text &&
    SETTING_KEYS.every((key) => left.includes(key) || settings[key] === state.settings[key]);
  if (!isThere || !isReady(state)) await place(app, hash);
}
