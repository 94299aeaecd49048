import type { UnitSlice } from '../../dataset/readUnits';

/** Pages kept: the one that has not been asked for the longest goes first. */
const KEPT = 120;

/** The pages of the prepared text that views have read; `ask` requests another one from the text worker. */
export function createPageCache(ask: (jobId: number, page: number) => void) {
  const pages = new Map<string, readonly UnitSlice[] | undefined>();
  const listeners = new Set<() => void>();
  /** Changes with every page that arrives */
  let version = 0;
  const nameOf = (jobId: number, page: number) => `${jobId} ${page}`;

  return {
    /** Undefined until the page arrives; then the listeners are called. */
    get(jobId: number, page: number): readonly UnitSlice[] | undefined {
      const name = nameOf(jobId, page);
      const units = pages.get(name);
      const asked = pages.has(name);
      pages.delete(name);
      pages.set(name, units);
      if (!asked) ask(jobId, page);
      return units;
    },
    /** For a page that could not be read: the next `get` asks for it again. */
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
