import '../base/guards';
import { ownName } from '../base/embedded';
import type { WorkerName } from '../protocol/workers';

/**
 * The script of every worker. A worker's name says which part it loads. One script makes one set of files
 * in the build; a script for each kind of worker would ship the libraries that they share several times.
 */
const PARTS: Readonly<Record<string, () => Promise<unknown>>> = {
  'cloze-texts': () => import('./texts'),
  'cloze-trainer': () => import('./trainer'),
  'cloze-experiments': () => import('./experiments'),
  'cloze-takeaway': () => import('./takeaway'),
  'cloze-wordexam': () => import('./wordExam'),
  'cloze-uses': () => import('./uses'),
  'cloze-helper': () => import('../engine/wasm/helper'),
} satisfies Record<WorkerName, () => Promise<unknown>>;

const early: unknown[] = [];
/** Stands before the part's own listener, so no message reaches that before its turn, or twice. */
const hold = (event: MessageEvent) => {
  event.stopImmediatePropagation();
  early.push(event.data);
};

async function begin() {
  const load = PARTS[ownName(self.name)];
  if (!load) throw new Error(`begin: no worker has the name "${self.name}"`);
  await load();
  self.removeEventListener('message', hold);
  for (const data of early) self.dispatchEvent(new MessageEvent('message', { data }));
}

self.addEventListener('message', hold);
// A rejected promise stays inside the worker; an error that is reported reaches whoever started it.
begin().catch(reportError);
