import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { listBackends } from '../../scripts/backends.mjs';
import { ensureChromium, GPU_LAUNCH_ARGS, LAUNCH_ARGS } from '../../scripts/chromium.mjs';
import { serve } from '../../scripts/serve.mjs';
import { formatTable } from '../../scripts/table.mjs';
import { describeMachine } from '../machine';
import type { BenchOptions } from '../options';
import { describeAdapter, measureBackend, type PageResult } from './measure';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What the page is built from: if any of these is newer, dist/ is stale. */
const INPUTS = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json', 'scripts'];

function newestTime(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newestTime(join(path, name))));
}

export async function buildIfStale(): Promise<void> {
  const built = newestTime(join(ROOT, 'dist', 'index.html'));
  const changed = Math.max(...INPUTS.map((name) => newestTime(join(ROOT, name))));
  if (built > changed) return;
  process.env.NODE_ENV = 'production'; // what runs this has set it to development: React would be another
  await build({ root: ROOT, logLevel: 'warn' });
}

/** The backends asked for. Throws on an unknown one, before anything is measured. */
export async function readBackends(asked: string | undefined): Promise<readonly string[]> {
  const backends = await listBackends();
  if (asked === undefined) return backends;
  const names = asked.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !backends.includes(name));
  if (unknown === undefined) return names;
  throw new Error(`bench: no backend "${unknown}". There are: ${backends.join(', ')}.`);
}

interface NotMeasured {
  readonly backend: string;
  readonly notMeasured: string;
}

const round = (value: number | undefined, digits: number) =>
  value === undefined ? '' : Number(value.toFixed(digits));

function rowOf(result: PageResult | NotMeasured, options: BenchOptions): (string | number)[] {
  if ('notMeasured' in result) {
    return [result.backend, '', '', '', '', `not measured: ${result.notMeasured}`];
  }
  const watched = result.watchedStepsPerSecond?.toFixed(1) ?? 'none';
  const early = result.steps < options.steps ? `stopped after ${options.seconds} s, ` : '';
  return [
    result.backend,
    round(result.stepsPerSecond, 1),
    round(result.tokensPerSecond, 0),
    round(result.firstStepSeconds, 2),
    round(result.guessMilliseconds, 0),
    `${early}${result.steps} steps, ${watched} steps/s by the clock`,
  ];
}

/**
 * Measures how fast the built page trains, as its users see it: drives the page through its accessible
 * names and reads the figures that it shows. Prints a table and returns the figures for --json.
 */
export async function benchPage(
  options: BenchOptions,
  backends: readonly string[],
): Promise<unknown> {
  const executablePath = ensureChromium();
  await buildIfStale();
  const server = await serve();
  const args = options.gpu ? GPU_LAUNCH_ARGS : LAUNCH_ARGS;
  const browser = await chromium.launch({ executablePath, args: [...args] });
  try {
    const adapter = await describeAdapter(browser, server.url, options);
    const results: (PageResult | NotMeasured)[] = [];
    for (const backend of backends) {
      console.error(`bench: the page on ${backend} …`);
      try {
        results.push(await measureBackend(browser, server.url, backend, options));
      } catch (error) {
        const [reason] = (error instanceof Error ? error.message : `${error}`).split('\n');
        results.push({ backend, notMeasured: reason ?? '' });
      }
    }
    const machine = `${describeMachine()}, Chromium ${browser.version()}`;
    console.log(`\n${machine}, WebGPU adapter: ${adapter}\n`);
    const heading = ['the page', 'steps/s', 'tokens/s', 'first step s', 'guesses ms', 'note'];
    console.log(formatTable([heading, ...results.map((result) => rowOf(result, options))]));
    if (results.every((result) => 'notMeasured' in result)) process.exitCode = 1;
    return { machine, adapter, results };
  } finally {
    await browser.close();
    await server.close();
  }
}
