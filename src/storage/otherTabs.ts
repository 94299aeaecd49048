/** Tells the other tabs of this page that something which is kept in this browser has changed, and hears of it from them. */

const CHANNEL = 'cloze-kept';
let opened: BroadcastChannel | undefined;

/** One for all: it does not hear itself. Undefined where the browser has none. */
function channel(): BroadcastChannel | undefined {
  if ('BroadcastChannel' in globalThis) opened ??= new BroadcastChannel(CHANNEL);
  return opened;
}

/** Something was written or deleted here. */
export const tellTabs = (): void => channel()?.postMessage('');

/** Calls `read` when another tab has changed something, and not again before that has ended. Returns what ends that. */
export function hearTabs(read: () => Promise<unknown>): () => void {
  let isReading = false;
  let isStale = false;
  const hear = async () => {
    isStale = true;
    if (isReading) return;
    isReading = true;
    while (isStale) {
      isStale = false;
      await read().catch(() => {}); // the next change has it read again
    }
    isReading = false;
  };
  const tabs = channel();
  tabs?.addEventListener('message', hear);
  return () => tabs?.removeEventListener('message', hear);
}
