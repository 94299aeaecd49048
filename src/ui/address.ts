import { useEffect } from 'react';
import { addressHash, knowsItsText } from '../store/address';
import type { App } from '../store/app';
import { type AppState, PARTS, type Part } from '../store/state';

/** Between two writings of the address, ms: Safari takes 100 in 30 s, then refuses. */
const PAUSE_MS = 400;

/** The address of the page as it is, whatever the address bar says by now. */
export function addressOf(state: AppState): string {
  const hash = addressHash(state);
  const page = location.origin + location.pathname + location.search;
  return hash === '' ? page : `${page}#${hash}`;
}

/** What an entry of the history holds: a part of the page, nothing else. Undefined for one that is not the page's own. */
function partOf(entry: unknown): Part | undefined {
  const isOwn = typeof entry === 'object' && entry !== null && 'part' in entry;
  return isOwn ? PARTS.find((part) => part === entry.part) : undefined;
}

/**
 * Keeps address and page in step. A part of the page is an entry of the history; settings replace the address of the
 * present entry, so back and forward change the part and never undo a setting. An address that is not the page's own
 * work is a link that somebody pasted.
 */
function followAddress({ store, show, links }: App): () => void {
  let part = store.getState().part;
  let written = location.href;
  let wroteAt = -Infinity;
  let later: ReturnType<typeof setTimeout> | undefined;

  /** The present entry, or a new one, gets the address of what is shown. */
  const write = (isNew: boolean) => {
    clearTimeout(later);
    const address = addressOf(store.getState());
    try {
      history[isNew ? 'pushState' : 'replaceState']({ part }, '', address);
      written = address;
      wroteAt = performance.now();
    } catch {
      later = setTimeout(() => write(isNew), PAUSE_MS * 10); // the browser allows only so many
    }
  };
  const follow = () => {
    const state = store.getState();
    if (state.link.asking || !knowsItsText(state)) return;
    clearTimeout(later);
    if (state.part !== part) {
      part = state.part;
      write(partOf(history.state) !== undefined); // a pasted link has made an entry already
      scrollTo(0, 0);
    } else if (addressOf(state) !== written) {
      const wait = wroteAt + PAUSE_MS - performance.now();
      if (wait <= 0) write(false);
      else later = setTimeout(follow, wait);
    }
  };
  const onPop = (event: PopStateEvent) => {
    const wanted = partOf(event.state);
    if (!wanted) return;
    part = wanted;
    written = ''; // the entry's address is as old as the entry
    show(wanted);
    links.refuse(); // whoever goes back does not want the link
  };
  const onHash = () => {
    if (partOf(history.state)) return;
    written = '';
    links.open(location.hash);
    follow();
  };

  history.replaceState({ part }, '');
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

export const useAddress = (app: App) => useEffect(() => followAddress(app), [app]);
