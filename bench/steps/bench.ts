import { ensureChromium } from '../../scripts/chromium.mjs';
import { serveBenchPage } from '../browser/build';
import { type HostOptions, openHost } from '../browser/host';
import { CONTENDERS, type ContenderName } from '../contenders';
import { describeMachine } from '../machine';
import type { BenchOptions } from '../options';
import { SIZES } from '../sizes';
import { goalsOf } from './goals';
import { growthTable, measureGrowth } from './growth';
import { lookGoals, lookTable, measureLookCost } from './lookCost';
import { measureSize, type SizeResult } from './measure';
import { type MemoryPoint, measureMemory, memoryTable } from './memory';
import { ensurePeers } from './peers';
import { contenderTable, goalTable } from './tables';

/** The contenders whose memory is measured in a long run, each alone. */
const LONG: readonly ContenderName[] = ['cloze-webgpu', 'cloze-wasm-1', 'cloze-wasm-2'];
/** Those whose growth is measured. */
const GROWING: readonly ContenderName[] = [...LONG, 'pytorch-1', 'pytorch-2'];

const progress = (text: string) => console.error(`bench: ${text} …`);

async function versionOf(host: HostOptions): Promise<string> {
  const { version, close } = await openHost(host);
  await close();
  return version;
}

/** If one table fails, the others are still made. */
async function attempt<T>(title: string, work: () => Promise<T>): Promise<T | undefined> {
  progress(title);
  try {
    return await work();
  } catch (error) {
    console.log(`\n${title}: not measured: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}

/** The step benchmark. Prints its tables one by one and returns the figures for --json. */
export async function benchSteps(options: BenchOptions): Promise<unknown> {
  const executablePath = ensureChromium();
  if (options.long === undefined) ensurePeers(options.contenders);
  progress("building the bench's page");
  const server = await serveBenchPage();
  const host: HostOptions = { executablePath, url: server.url, gpu: options.gpu };
  const { rounds, limit } = options;
  try {
    console.log(`\n${describeMachine()}, Chromium ${await versionOf(host)}`);
    if (options.long !== undefined) {
      const memory: Record<string, MemoryPoint[]> = {};
      for (const name of LONG.filter((name) => options.contenders.includes(name))) {
        memory[name] = await measureMemory(name, host, options.long, limit, progress);
        console.log(`\n${memoryTable(name, memory[name])}`);
      }
      return { memory };
    }

    const results: SizeResult[] = [];
    for (const name of options.sizes) {
      const { contenders } = options;
      const measuring = { host, contenders, rounds, limit, onProgress: progress };
      const result = await measureSize(SIZES[name], measuring);
      results.push(result);
      console.log(`\n${contenderTable(result)}`);
      console.log(
        `WebGPU adapter: ${result.peak?.device ?? 'none'}; medians of ${rounds} rounds in which all took turns`,
      );
      const goals = goalsOf(name, result);
      if (goals.length > 0) console.log(`\n${goalTable(goals)}`);
    }
    const growth: Record<string, unknown> = {};
    const looks: Record<string, unknown> = {};
    for (const name of GROWING.filter((name) => options.contenders.includes(name))) {
      if (options.skip.includes('growth')) continue;
      const title = `growth of ${CONTENDERS[name]}`;
      const table = await attempt(title, () => measureGrowth(name, host, rounds, limit));
      if (table) console.log(`\n${growthTable(name, table)}`);
      growth[name] = table;
    }
    for (const backend of ['webgpu', 'wasm'] as const) {
      const asked = options.contenders.some((name) => name.startsWith(`cloze-${backend}`));
      if (!asked || options.skip.includes('looks')) continue;
      const cost = await attempt(`looks, ${backend}`, () => measureLookCost(backend, host, limit));
      if (!cost) continue;
      console.log(`\n${lookTable(backend, cost)}\n\n${goalTable(lookGoals(backend, cost))}`);
      looks[backend] = cost;
    }
    return { results, growth, looks };
  } finally {
    await server.close();
  }
}
