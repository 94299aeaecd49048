import { messageSW, Workbox } from 'workbox-window';
import { TAKE_OVER, type TakeOverAnswer } from '../../offline/messages';
import { watchWriting } from '../../storage/writing';

/** How often a page that stays open asks whether there is a new version, when somebody comes back to it, ms. */
const ASK_EVERY_MS = 3_600_000;

let workbox: Workbox | undefined;

/**
 * Has the browser keep the page, so that the next visit needs no network. Not where it keeps nothing: without https, in
 * some private windows, in another site's page; nor where the person saves data.
 *
 * @param onNewVersion told when a new version is there and waits
 */
export async function keepPage(onNewVersion: () => void): Promise<void> {
  // The development server has no service worker. Without https, or in another site's page, there is none of any kind.
  if (!import.meta.env.PROD || !('serviceWorker' in navigator) || self !== top) return;
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  if (connection?.saveData) return;
  workbox = new Workbox(new URL('serviceWorker.js', document.baseURI).href);
  workbox.addEventListener('waiting', onNewVersion);
  try {
    await workbox.register();
  } catch {
    return; // The page works all the same.
  }
  let askedAt = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || Date.now() - askedAt < ASK_EVERY_MS) return;
    askedAt = Date.now();
    workbox?.update().catch(() => {}); // offline
  });
}

/** Resolves once nothing is being written to the browser's storage. */
const written = () =>
  new Promise<void>((resolve) => {
    const stop = watchWriting((isWriting) => {
      if (isWriting) return;
      resolve();
      queueMicrotask(() => stop());
    });
  });

/** Reloads the page as the new version. Says "others" where other windows show the old one: then nothing happens. */
export async function reloadAsNew(): Promise<TakeOverAnswer> {
  await written();
  const registration = await navigator.serviceWorker.getRegistration();
  const { waiting } = registration ?? {};
  if (waiting) {
    const reload = () => location.reload();
    navigator.serviceWorker.addEventListener('controllerchange', reload, { once: true });
    const answer: TakeOverAnswer = await messageSW(waiting, TAKE_OVER);
    if (answer === 'others') {
      navigator.serviceWorker.removeEventListener('controllerchange', reload);
    }
    return answer;
  }
  location.reload(); // Another window had it take over.
  return 'now';
}
