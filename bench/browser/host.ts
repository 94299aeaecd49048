import { type Browser, chromium, type Page } from '@playwright/test';
import { GPU_LAUNCH_ARGS, LAUNCH_ARGS } from '../../scripts/chromium.mjs';
import { awaitGpu } from '../awaitGpu';
import { findProcesses, readMemory } from '../memory/processes';
import type { TaskInput, TaskName, TaskResult } from './tasks';

/** A browser with the benchmark's page. Each contender gets one, so nothing that one compiles helps another. */
export interface Host {
  readonly version: string;
  /**
   * Gives a task to a worker; a new name starts a new worker. Rejects with the worker's reason, when the page
   * crashes, or after `seconds`.
   */
  run<N extends TaskName>(
    worker: string,
    task: N,
    input: TaskInput<N>,
    seconds: number,
  ): Promise<{ result: TaskResult<N>; milliseconds: number }>;
  stop(worker: string): Promise<void>;
  /** Megabytes of the process of the page and its workers, on Linux (bench/memory/processes.ts) */
  memory(): number | undefined;
  /** Bytes that the page and its workers hold in JavaScript, after a garbage collection */
  heap(): Promise<number>;
  close(): Promise<void>;
}

export interface HostOptions {
  readonly executablePath: string;
  readonly url: string;
  /** The machine's own GPU instead of SwiftShader */
  readonly gpu: boolean;
}

/** "Error: page.evaluate: Error: reason\n    at …" -> "reason" */
function plainReason(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n')[0]!.replace(/^(page\.evaluate: )?((\w*Error|Error): )*/, '');
}

function memoryOf(browserId: number | undefined): number | undefined {
  if (browserId === undefined || process.platform !== 'linux') return undefined;
  return readMemory(findProcesses(browserId)).renderer;
}

export async function openHost({ executablePath, url, gpu }: HostOptions): Promise<Host> {
  const server = await chromium.launchServer({
    executablePath,
    args: [
      ...(gpu ? GPU_LAUNCH_ARGS : LAUNCH_ARGS),
      // Measure memory at once, after a garbage collection, rather than some time later.
      '--enable-blink-features=ForceEagerMeasureMemory',
    ],
  });
  const browser: Browser = await chromium.connect(server.wsEndpoint());
  const page: Page = await browser.newPage();
  try {
    await page.goto(url);
    await page.waitForFunction(() => 'bench' in window);
    if (gpu) await awaitGpu(page);
  } catch (error) {
    await server.close();
    throw error;
  }
  const crashed = new Promise<never>((_, reject) => {
    page.once('crash', () => reject(new Error('the page crashed')));
    browser.once('disconnected', () => reject(new Error('the browser ended')));
  });
  crashed.catch(() => {}); // Whoever waits gets the error; if nobody does, it is of no interest.

  return {
    version: browser.version(),
    async run(worker, task, input, seconds) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        const reason = `${task} took more than ${seconds} s`;
        timer = setTimeout(() => reject(new Error(reason)), 1000 * seconds);
      });
      const done = page.evaluate(([worker, task, input]) => window.bench.run(worker, task, input), [
        worker,
        task,
        input,
      ] as const);
      done.catch(() => {}); // The race passes the error on, or it comes too late to matter.
      try {
        return (await Promise.race([done, late, crashed])) as never;
      } catch (error) {
        throw new Error(plainReason(error));
      } finally {
        clearTimeout(timer);
      }
    },
    stop: (worker) => page.evaluate((name) => window.bench.close(name), worker),
    memory: () => memoryOf(server.process().pid),
    heap: () => page.evaluate(() => window.bench.heap()),
    close: () => server.close(),
  };
}
