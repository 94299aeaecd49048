/** Counts the writes to storage that the browser has not confirmed: a page that is closed now may lose them. */

import { tellTabs } from './otherTabs';

let pending = 0;
const watchers = new Set<(isWriting: boolean) => void>();

const add = (change: 1 | -1) => {
  const before = pending > 0;
  pending += change;
  const now = pending > 0;
  if (now !== before) for (const tell of watchers) tell(now);
};

/** Counts a write until it ends, and returns it. Other tabs are told once it is done. */
export async function writing<T>(write: Promise<T>): Promise<T> {
  add(1);
  try {
    const written = await write;
    tellTabs();
    return written;
  } finally {
    add(-1);
  }
}

/**
 * As `writing`, for what replaces something of its kind only once it is whole: a page that is closed meanwhile has what
 * was there before, so nobody need be asked.
 */
export async function writingAnew<T>(write: Promise<T>): Promise<T> {
  const written = await write;
  tellTabs();
  return written;
}

/** Calls `tell` with whether anything is being written, now and at each change; returns what ends that. */
export function watchWriting(tell: (isWriting: boolean) => void): () => void {
  watchers.add(tell);
  tell(pending > 0);
  return () => void watchers.delete(tell);
}
