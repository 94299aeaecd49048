import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { App } from '../store/app';

/** What the first screen does not need. Each has its `lazy` where it is drawn. */
const LATER = [
  () => import('./learning/LossChart'),
  () => import('./learning/RunNotes'),
  () => import('./header/ReportPopover'),
  () => import('./model/ModelPanel'),
  () => import('./text/TokensTab'),
  () => import('./text/EditTab'),
  () => import('./specimen/SentenceEditor'),
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

/** Longest that a busy page is waited for, ms. */
const PATIENCE_MS = 2000;

function whenIdle(work: () => Promise<void>) {
  // What cannot be fetched now is fetched, or complained about, when it is drawn.
  const begin = () => void work().catch(() => {});
  // Safari has no idle callbacks.
  if ('requestIdleCallback' in window) requestIdleCallback(begin, { timeout: PATIENCE_MS });
  else setTimeout(begin, PATIENCE_MS);
}

/** Once a model can be trained, fetches what the first screen did without, so that nobody waits for it later. */
export function usePreloading(app: App) {
  const usable = useStore(app.store, (s) => s.run.facts !== undefined);
  useEffect(() => {
    if (usable) whenIdle(fetchAll);
  }, [usable]);
  useEffect(() => whenIdle(async () => (await import('./offline/begin')).beginOffline(app)), [app]);
}
