import { readdirSync, readFileSync } from 'node:fs';

/** Memory of processes at one moment, megabytes (10^6 bytes), each page shared between processes counted in parts. */
export interface Memory {
  /** The process of the page and its workers */
  readonly renderer: number;
  /** The browser's own process, which keeps Blobs that are not on disk */
  readonly browser: number;
}

const textOf = (path: string) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // it has ended
  }
};

/** The processes of a browser that run pages. */
function findRenderers(browserId: number): number[] {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const parent = new Map(
    all.map((id) => [Number(id), Number(/^PPid:\t(\d+)/m.exec(textOf(`/proc/${id}/status`))?.[1])]),
  );
  const isOfBrowser = (id: number): boolean => {
    for (let at: number | undefined = id; at; at = parent.get(at))
      if (at === browserId) return true;
    return false;
  };
  return [...parent.keys()].filter(
    (id) => isOfBrowser(id) && textOf(`/proc/${id}/cmdline`).includes('--type=renderer'),
  );
}

/** The processes of a browser with one page: its own, and the page's, which is the largest of those that draw. */
export function findProcesses(browserId: number): { browser: number; page: number } {
  // A browser keeps another ready for the next page.
  const [page] = findRenderers(browserId).sort((a, b) => pss(b) - pss(a));
  if (page === undefined) throw new Error('bench: memory is read from /proc, on Linux only.');
  return { browser: browserId, page };
}

/** Bytes of a process; 0 if it has ended. */
export const pss = (id: number): number =>
  Number(/^Pss:\s+(\d+) kB/m.exec(textOf(`/proc/${id}/smaps_rollup`))?.[1] ?? 0) * 1024;

/** Clock ticks a second of /proc/PID/stat, on all Linux systems that run Chromium. */
const TICKS = 100;

/** Seconds of processor that a process has used, on all cores together. */
export function readSeconds(id: number): number {
  return secondsIn(textOf(`/proc/${id}/stat`));
}

const secondsIn = (stat: string) => {
  const fields = stat.replace(/^.*\) /, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
};

/** Seconds of processor that all workers of a browser's pages have used. A worker that has ended no longer counts. */
export function readWorkerSeconds(browserId: number): number {
  let sum = 0;
  for (const id of findRenderers(browserId)) {
    for (const thread of readdirSync(`/proc/${id}/task`)) {
      const stat = textOf(`/proc/${id}/task/${thread}/stat`);
      if (stat.includes('(DedicatedWorker')) sum += secondsIn(stat);
    }
  }
  return sum;
}

export function readMemory({ browser, page }: ReturnType<typeof findProcesses>): Memory {
  return { renderer: pss(page) / 1e6, browser: pss(browser) / 1e6 };
}
