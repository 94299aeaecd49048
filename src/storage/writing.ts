/** Writes to this browser's storage that it has not confirmed: a page that is left before may lose them. */

let pending = 0;
const watchers = new Set<(isWriting: boolean) => void>();

const add = (change: 1 | -1) => {
  const before = pending > 0;
  pending += change;
  const now = pending > 0;
  if (now !== before) for (const tell of watchers) tell(now);
};

/** Counts a write until it has ended, well or not; resolves and rejects as it does. */
export async function writing<T>(write: Promise<T>): Promise<T> {
  add(1);
  try {
    return await write;
  } finally {
    add(-1);
  }
}

/** Tells whether anything is being written, now and at each change; returns what ends that. */
export function watchWriting(tell: (isWriting: boolean) => void): () => void {
  watchers.add(tell);
  tell(pending > 0);
  return () => void watchers.delete(tell);
}
