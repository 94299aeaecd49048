import type { UnitSlice } from '../../dataset/readUnits';

/** Pages kept; the one that was not asked for longest goes first. */
const KEPT = 120;

/** Pages of the prepared text that have been read, for views; `ask` asks the text worker for another. */
export function createPageCache(ask: (jobId: number, page: number) => void) {
  const pages = new Map<string, readonly UnitSlice[] | undefined>();
  const listeners = new Set<() => void>();
  /** Changes with every page that comes */
  let version = 0;
  const nameOf = (jobId: number, page: number) => `${jobId} ${page}`;

  return {
    /** Undefined until it has come; then the listeners are told. */
    get(jobId: number, page: number): readonly UnitSlice[] | undefined {
      const name = nameOf(jobId, page);
      const units = pages.get(name);
      const asked = pages.has(name);
      pages.delete(name);
      pages.set(name, units);
      if (!asked) ask(jobId, page);
      return units;
    },
    /** It cannot be had now: asked for again, it may. */
    forget(jobId: number, page: number) {
      pages.delete(nameOf(jobId, page));
    },
    put(jobId: number, page: number, units: readonly UnitSlice[]) {
      const name = nameOf(jobId, page);
      pages.delete(name);
      pages.set(name, units);
      while (pages.size > KEPT) pages.delete(pages.keys().next().value!);
      version++;
      for (const listener of listeners) listener();
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: () => version,
  };
}

export type PageCache = ReturnType<typeof createPageCache>;
