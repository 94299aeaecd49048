import { useEffect } from 'react';
import { isEmbedded } from '../base/embedded';
import type { App, AppState } from '../store/app';
import { addressHash, knowsItsText } from '../store/links/address';
import { PARTS, type Part } from '../store/page';

/** Between two writings of the address, ms: Safari takes 100 in 30 s, then refuses. */
const PAUSE_MS = 400;

/** The page's address with this hash. */
export function withHash(hash: string): string {
  const page = location.origin + location.pathname + location.search;
  return hash === '' ? page : `${page}#${hash}`;
}

/** The address of the page as it is, whatever the address bar says by now. */
export const addressOf = (state: AppState): string => withHash(addressHash(state));

/** What an entry of the history holds. `isLeft` marks one that the browser made for a link, and that is not wanted. */
interface Entry {
  readonly part: Part;
  readonly use?: string | undefined;
  readonly isLeft?: boolean;
}

/** Reads an entry of the history; undefined for one that the page did not write. */
function readEntry(entry: unknown): Entry | undefined {
  if (typeof entry !== 'object' || entry === null || !('part' in entry)) return undefined;
  const part = PARTS.find((name) => name === entry.part);
  const use = 'use' in entry && typeof entry.use === 'string' ? entry.use : undefined;
  return part && { part, use, isLeft: 'isLeft' in entry };
}

/** Number of the present entry, where the browser tells it. */
const placeInHistory = (): number | undefined =>
  'navigation' in globalThis ? navigation.currentEntry?.index : undefined;

/**
 * Keeps address and page in step. Each part that is shown gets an entry of the history, and in Uses each use. Settings
 * only replace the address of the present entry, so back and forward change what is shown and never undo a setting. An
 * address that the page did not write is a link that somebody pasted. The browser makes an entry for it: that becomes the
 * entry of the part that the link shows, or is left again where the part stays, so that Back always changes something.
 */
function followAddress({ store, links }: App): () => void {
  let { part, use } = store.getState();
  let written = location.href;
  let wroteAt = -Infinity;
  let place = placeInHistory();
  let later: ReturnType<typeof setTimeout> | undefined;
  /** Entries that the browser has made for links since the page last wrote one */
  let pasted = 0;
  let leaving: ReturnType<typeof setTimeout> | undefined;
  /** The browser was asked to go back, and is not there yet */
  let isGoing = false;

  const keepPasted = () => {
    pasted = 0;
    clearTimeout(leaving);
    leaving = undefined;
  };
  /** The present entry, or a new one, gets the address of what is shown. */
  const write = (isNew: boolean) => {
    clearTimeout(later);
    const address = addressOf(store.getState());
    const entry: Entry = { part, use };
    try {
      history[isNew ? 'pushState' : 'replaceState'](entry, '', address);
      written = address;
      wroteAt = performance.now();
      place = placeInHistory();
      keepPasted();
    } catch {
      later = setTimeout(() => write(isNew), PAUSE_MS * 10); // the browser allows only so many
    }
  };
  /** Goes back to the entry before the link. */
  const leavePasted = () => {
    const entry: Entry = { part, use, isLeft: true };
    history.replaceState(entry, '', addressOf(store.getState()));
    isGoing = true;
    history.go(-pasted);
    keepPasted();
  };
  const follow = () => {
    const state = store.getState();
    if (isGoing || state.link.asking || !knowsItsText(state)) return;
    clearTimeout(later);
    if (state.part !== part || (part === 'uses' && state.use !== use)) {
      ({ part, use } = state);
      write(pasted === 0);
      scrollTo(0, 0);
    } else if (pasted > 0) {
      // Not at once: whoever reloads the page now means the link.
      leaving ??= setTimeout(leavePasted, PAUSE_MS);
    } else if (addressOf(state) !== written) {
      const wait = wroteAt + PAUSE_MS - performance.now();
      if (wait <= 0) write(false);
      else later = setTimeout(follow, wait);
    }
  };
  const onPop = (event: PopStateEvent) => {
    const entry = readEntry(event.state);
    if (!entry) {
      // The address that is there already, once more: some browsers make an entry for it, others empty the present one.
      if (location.href !== written) return;
      if (placeInHistory() === place) history.replaceState({ part, use } satisfies Entry, '');
      else {
        pasted++;
        follow();
      }
      return;
    }
    if (entry.isLeft) {
      isGoing = true;
      history.back();
      return;
    }
    written = ''; // the entry's address is as old as the entry
    place = placeInHistory();
    if (isGoing) {
      isGoing = false;
      write(false);
      follow();
      return;
    }
    keepPasted();
    ({ part, use } = entry);
    store.setState({ part, use });
    links.refuse(); // whoever goes back does not want the link
  };
  const onHash = ({ newURL }: HashChangeEvent) => {
    if (readEntry(history.state)) return;
    clearTimeout(leaving);
    leaving = undefined;
    pasted++;
    isGoing = false;
    written = '';
    if (newURL !== location.href) return; // the next link is here already
    links.open(location.hash);
    follow();
  };

  history.replaceState({ part, use } satisfies Entry, '');
  const unsubscribe = store.subscribe(follow);
  addEventListener('popstate', onPop);
  addEventListener('hashchange', onHash);
  return () => {
    clearTimeout(later);
    unsubscribe();
    removeEventListener('popstate', onPop);
    removeEventListener('hashchange', onHash);
  };
}

/** Not in an embedded page: the history is that of the page around it, and its address is that page's to write. */
export const useAddress = (app: App) =>
  useEffect(() => (isEmbedded() ? undefined : followAddress(app)), [app]);
