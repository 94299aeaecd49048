import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type HostOptions, openHost } from '../browser/host';
import type { CountedRound, FirstStep } from '../browser/tasks';
import { type ContenderName, threadsOf } from '../contenders';
import { pss } from '../memory/processes';
import type { Size } from '../sizes';

/** A contender that has taken its first step and is ready for rounds. */
export interface Runner {
  readonly first: FirstStep;
  /** s, from the very start to the first loss */
  readonly firstStep: number;
  round(steps: number): Promise<CountedRound>;
  /** ms a look at one sentence; undefined where the contender offers none */
  look(): Promise<number | undefined>;
  /** Megabytes of its process, on Linux */
  memory(): number | undefined;
  close(): Promise<void>;
}

const WORKER = 'contender';

/** A contender in a worker of its own browser. It must answer within `limit` seconds. */
export async function runInBrowser(
  contender: ContenderName,
  size: Size,
  options: HostOptions,
  limit: number,
): Promise<Runner> {
  const host = await openHost(options);
  try {
    const first = await host.run(WORKER, 'start', { contender, size }, limit);
    return {
      first: first.result,
      firstStep: first.milliseconds / 1000,
      round: async (steps) => (await host.run(WORKER, 'round', { steps }, limit)).result,
      look: async () => (await host.run(WORKER, 'look', { size }, limit)).result,
      memory: () => host.memory(),
      close: () => host.close(),
    };
  } catch (error) {
    await host.close();
    throw error;
  }
}

const SCRIPT = fileURLToPath(new URL('../pytorch.py', import.meta.url));

/**
 * PyTorch on the CPU with some number of threads, in a process that runs one round for each line it receives. PYTHON
 * names the interpreter. Throws, with what to do, if there is no PyTorch.
 */
export async function runPyTorch(size: Size, threads: number, limit: number): Promise<Runner> {
  const python = process.env.PYTHON || 'python3';
  const began = performance.now();
  const child = spawn(python, [SCRIPT, '--serve', JSON.stringify({ size, threads })], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (data: Buffer) => {
    complaint = (complaint + data).slice(-2000);
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      const reason = `took more than ${limit} s`;
      timer = setTimeout(() => reject(new Error(reason)), 1000 * limit);
    });
    try {
      const { value, done } = await Promise.race([lines.next(), late]);
      if (!done) return JSON.parse(value);
      const missing = complaint.includes("No module named 'torch'");
      const last = complaint.trim().split('\n').at(-1);
      throw new Error(missing ? `${python} has no PyTorch (PYTHON=… names one that has)` : last);
    } finally {
      clearTimeout(timer);
    }
  };
  const broken = new Promise<never>((_, reject) => {
    child.once('error', ({ message }) => reject(new Error(message)));
  });
  broken.catch(() => {});
  try {
    const first = (await Promise.race([next(), broken])) as FirstStep;
    return {
      first,
      firstStep: (performance.now() - began) / 1000,
      async round(steps) {
        child.stdin.write(`${steps}\n`);
        const { wall, loss } = (await next()) as { wall: number; loss: number };
        return { wall, js: [], loss, launches: 0 };
      },
      async look() {
        child.stdin.write('look\n');
        return ((await next()) as { look: number }).look;
      },
      memory: () => (child.pid && process.platform === 'linux' ? pss(child.pid) / 1e6 : undefined),
      close: async () => {
        child.kill();
      },
    };
  } catch (error) {
    child.kill();
    throw error;
  }
}

/** A contender wherever it runs. */
export function startRunner(
  contender: ContenderName,
  size: Size,
  options: HostOptions,
  limit: number,
): Promise<Runner> {
  return contender.startsWith('pytorch')
    ? runPyTorch(size, threadsOf(contender)!, limit)
    : runInBrowser(contender, size, options, limit);
}
