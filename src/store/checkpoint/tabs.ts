/**
 * Which tab has a run open. Each holds a lock of the browser (Web Locks) for its run as long as it has it open; where the
 * browser has no locks, every tab may open every run.
 */

const LOCK = 'cloze-run:';
const CHANNEL = 'cloze-runs';
/** So long another tab may take to save its run and let go of it, ms. */
const PATIENCE_MS = 5000;

export interface TabsParts {
  /** Another tab wants this tab's run: saves it, and resolves once that is done */
  readonly onAsked: (id: string) => Promise<void>;
  /** Another tab has the run now */
  readonly onTaken: (id: string) => void;
}

/** The runs of this tab and of others. */
export function createTabs({ onAsked, onTaken }: TabsParts) {
  const { locks } = navigator;
  let held: { readonly id: string; readonly release: () => void } | undefined;
  let asking: Promise<boolean> | undefined;
  const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(CHANNEL) : undefined;

  const request = (id: string, options: LockOptions): Promise<boolean> =>
    new Promise((resolve) => {
      locks
        .request(LOCK + id, options, (lock) => {
          if (!lock) {
            resolve(false);
            return undefined;
          }
          return new Promise<void>((release) => {
            held = { id, release };
            resolve(true);
          });
        })
        .catch(() => {
          // The lock was not had in time, or another tab has stolen it from this one, which did not answer.
          if (held?.id === id) {
            held = undefined;
            onTaken(id);
          }
          resolve(false);
        });
    });

  const letGo = () => {
    held?.release();
    held = undefined;
  };

  const acquire = async (id: string): Promise<boolean> => {
    if (!locks || held?.id === id) return true;
    await asking;
    if (held?.id === id) return true;
    asking = request(id, { ifAvailable: true }).then((got) => {
      asking = undefined;
      return got;
    });
    const before = held;
    const got = await asking;
    if (got) before?.release();
    return got;
  };

  channel?.addEventListener('message', async ({ data }: MessageEvent<unknown>) => {
    if (held === undefined || data !== held.id) return;
    const { id } = held;
    await onAsked(id);
    if (held?.id !== id) return;
    letGo();
    onTaken(id);
  });

  return {
    /** Takes the run for this tab, and lets the one before go. False where another tab has it. */
    acquire,
    /** Takes it from the tab that has it, which saves it first; from one that does not answer it is taken all the same. */
    async takeOver(id: string): Promise<void> {
      if (await acquire(id)) return;
      channel?.postMessage(id);
      const patience = AbortSignal.timeout(PATIENCE_MS);
      if (!(await request(id, { signal: patience }))) await request(id, { steal: true });
    },
    /** Ids of the runs that some tab has open. */
    async held(): Promise<ReadonlySet<string>> {
      const { held: all = [] } = (await locks?.query()) ?? {};
      return new Set(
        all.flatMap(({ name }) => (name?.startsWith(LOCK) ? [name.slice(LOCK.length)] : [])),
      );
    },
    letGo,
  };
}

export type Tabs = ReturnType<typeof createTabs>;
