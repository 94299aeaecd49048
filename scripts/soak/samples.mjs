import { readdirSync, readFileSync } from 'node:fs';

export const MEGABYTE = 1e6;

/**
 * A process's own memory, MB, and its part of what it shares with others. Without files: how much the program's code
 * counts depends on how many other Chromiums run on the machine.
 */
export function ownMegabytes(rollup) {
  const kilobytes = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(rollup)[1]);
  const own = ['Pss_Anon', 'Pss_Shmem', 'SwapPss'].reduce((sum, name) => sum + kilobytes(name), 0);
  return (own * 1024) / MEGABYTE;
}

function memoryOf(pid) {
  try {
    return ownMegabytes(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
  } catch {
    return Number.NaN;
  }
}

/** CPU time of a thread, in ticks (user and system), and its name. */
function threadOf(pid, thread) {
  const line = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8');
  const name = line.slice(line.indexOf('(') + 1, line.lastIndexOf(')'));
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  return { name, ticks: Number(fields[11]) + Number(fields[12]) };
}

const MS_PER_TICK = 10; // Linux's USER_HZ is 100.

const numbers = new Float64Array(1 << 17).map((_, i) => Math.sin(i));

/**
 * CPU time of a fixed piece of work, ms: where other programs use the machine, each instruction takes longer, and that is
 * not the page's fault.
 */
export function referenceMs() {
  const before = process.cpuUsage();
  let sum = 0;
  for (let round = 0; round < 200; round++) for (const x of numbers) sum += x * round;
  const { user, system } = process.cpuUsage(before);
  if (!Number.isFinite(sum)) throw new Error('referenceMs: not a number');
  return (user + system) / 1000;
}

/** CPU time by thread of those threads that compute: the workers of the page, and all of the process for the GPU. */
function busyThreads(renderers, gpus) {
  const found = new Map();
  for (const [pids, counts] of [
    [renderers, (name) => name.startsWith('DedicatedWorker')],
    [gpus, () => true],
  ]) {
    for (const pid of pids) {
      try {
        for (const thread of readdirSync(`/proc/${pid}/task`)) {
          const { name, ticks } = threadOf(pid, thread);
          if (counts(name)) found.set(`${pid}/${thread}`, ticks);
        }
      } catch {
        // A thread or a process has ended meanwhile, or there is no /proc.
      }
    }
  }
  return found;
}

/**
 * Returns a function that has all workers of a page collect garbage: one that hardly makes any would keep it for long, and
 * what counts is what it cannot give back.
 */
async function workerCollector(ofPage) {
  const sessions = new Set();
  let number = 0;
  ofPage.on('Target.attachedToTarget', ({ sessionId }) => sessions.add(sessionId));
  ofPage.on('Target.detachedFromTarget', ({ sessionId }) => sessions.delete(sessionId));
  await ofPage.send('Target.setAutoAttach', {
    ...{ autoAttach: true, waitForDebuggerOnStart: false, flatten: false },
  });
  return async () => {
    for (const sessionId of sessions) {
      const message = JSON.stringify({ id: ++number, method: 'HeapProfiler.collectGarbage' });
      // It may have ended meanwhile.
      await ofPage.send('Target.sendMessageToTarget', { sessionId, message }).catch(() => {});
    }
  };
}

/**
 * Returns a function that takes a sample of the page and of its browser's processes.
 * @param {import('@playwright/test').Browser} browser
 * @param {import('@playwright/test').Page} page
 * @param {boolean} onGpu whether the GPU's process takes part in a step
 */
export async function sampler(browser, page, onGpu) {
  const ofBrowser = await browser.newBrowserCDPSession();
  const ofPage = await page.context().newCDPSession(page);
  const started = performance.now();
  let before = new Map();
  let ticks = 0;

  const collectInWorkers = await workerCollector(ofPage);

  return async () => {
    // What the first collection ends the last use of, the second one frees. The heap is measured in the same breath: what
    // the page draws next is a few megabytes until the next collection.
    let used = Number.NaN;
    for (let i = 0; i < 2; i++) {
      const collected = ofPage.send('HeapProfiler.collectGarbage');
      const heap = ofPage.send('Runtime.getHeapUsage');
      await collected;
      used = (await heap).usedSize;
      await collectInWorkers();
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
    }
    const counts = await ofPage.send('Memory.getDOMCounters');
    // Not DOM.getDetachedDomNodes: the browser would keep what it lists for as long as the session lasts.
    const { attached, step, stored } = await page.evaluate(async () => ({
      attached: (() => {
        const walker = document.createTreeWalker(document);
        let count = 1;
        while (walker.nextNode()) count++;
        return count;
      })(),
      step: Number(
        (document.querySelector('[data-testid=step]')?.textContent ?? '').replace(/\D/g, ''),
      ),
      stored: (await navigator.storage.estimate()).usage ?? Number.NaN,
    }));
    const { processInfo } = await ofBrowser.send('SystemInfo.getProcessInfo');
    const pids = (type) => processInfo.filter((p) => p.type === type).map(({ id }) => id);
    const sum = (all) => all.reduce((a, b) => a + b, 0);
    const threads = busyThreads(pids('renderer'), onGpu ? pids('GPU') : []);
    for (const [thread, now] of threads) ticks += now - (before.get(thread) ?? 0);
    before = threads;
    return {
      minutes: (performance.now() - started) / 60_000,
      step,
      heap: used / MEGABYTE,
      nodes: counts.nodes,
      listeners: counts.jsEventListeners,
      /** Those in the trees of the browser's own controls count here, too. */
      detached: counts.nodes - attached,
      renderer: sum(pids('renderer').map(memoryOf)),
      gpu: sum(pids('GPU').map(memoryOf)),
      browser: sum(pids('browser').map(memoryOf)),
      storage: stored / MEGABYTE,
      reference: referenceMs(),
      /** CPU time of all that trains, since the start */
      busyMs: threads.size > 0 ? ticks * MS_PER_TICK : Number.NaN,
    };
  };
}
