import type { App } from '../store/app';
import type { Scope } from '../store/experiments/state';
import { until } from './until';

interface Shown {
  /** Id of a built-in language; the one shown stays if left out */
  readonly language?: string;
  readonly scope: Scope;
  readonly maxSteps?: number;
}

/** Shows Experiments with these choices, and waits until the language is ready. */
export async function placeExperiments(app: App, { language, scope, maxSteps }: Shown) {
  const state = () => app.store.getState().experiments;
  const wanted = language ?? state().opening?.id ?? state().languageId;
  app.show('experiments');
  app.experiments.takeLink({
    ...{ languageId: wanted, scope },
    ...(maxSteps !== undefined && { maxSteps }),
  });
  await app.experiments.open();
  const { opening, languageId } = state();
  if ((opening?.id ?? languageId) !== wanted) await app.experiments.openLanguage(wanted);
  await until(
    app,
    ({ experiments: { language: ready, languageId: shown, opening: next } }) =>
      ready !== undefined && shown === wanted && next === undefined,
    ({ experiments }) => experiments.problem,
  );
}
