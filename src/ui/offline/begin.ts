import type { App } from '../../store/app';
import { keepPage } from './keepPage';
import { openLaunched } from './launched';

/** A page that has not become usable by then, as its text is too short, is kept all the same, ms. */
const PATIENCE_MS = 10_000;

/** Resolves once a model can be trained. */
const usable = ({ store }: App) =>
  new Promise<void>((resolve) => {
    const look = () => {
      if (store.getState().run.facts === undefined) return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = store.subscribe(look);
    setTimeout(resolve, PATIENCE_MS);
    look();
  });

let hasBegun = false;

/** Opens what the page was given, and has it kept for visits without a network once that takes nothing from anyone. */
export async function beginOffline(app: App): Promise<void> {
  if (hasBegun) return; // React's strict mode asks twice.
  hasBegun = true;
  openLaunched(app);
  await usable(app);
  await keepPage(() => app.store.setState({ isOutdated: true }));
}
