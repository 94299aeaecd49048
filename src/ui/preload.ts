import type { App } from '../store/app';
import { whenIdle } from './idle';
import { keepPage } from './offline/keepPage';
import { openLaunched } from './offline/launched';

/** What the first screen does not need. Each has its `lazy` where it is drawn. */
const LATER = [
  () => import('./learning/LossChart'),
  () => import('./learning/RunNotes'),
  () => import('./header/ReportPopover'),
  () => import('./model/ModelPanel'),
  () => import('./text/TokensTab'),
  () => import('./text/EditTab'),
  () => import('./specimen/SentenceEditor'),
  () => import('./specimen/VerdictLine'),
  () => import('./specimen/WordNotes'),
  () => import('./attention/LargeMap'),
  () => import('./again/AgainBar'),
  () => import('./transport/UnseenNotice'),
  () => import('./glossary/terms'),
  () => import('./keyboard/HelpDialog'),
  () => import('./header/share/SharePopover'),
  () => import('./youFirst/ExamBand'),
];

async function fetchAll() {
  for (const fetchOne of LATER) await fetchOne();
}

/** A page that has not become usable by then, as its text is too short, is treated as if it were, ms. */
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

/**
 * Opens what the page was given. Once a model can be trained, fetches what the first screen did without, so that nobody
 * waits for it later, and has the page kept for visits without a network.
 */
export async function preload(app: App): Promise<void> {
  if (hasBegun) return; // React's strict mode asks twice.
  hasBegun = true;
  openLaunched(app);
  await usable(app);
  whenIdle(async () => {
    await fetchAll().catch(() => {});
    await keepPage(() => app.store.setState({ isOutdated: true }));
  });
}
