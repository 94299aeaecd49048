import { ensureChromium } from '../../scripts/chromium.mjs';
import { serveBenchPage } from '../browser/build';
import { type HostOptions, openHost } from '../browser/host';
import { describeMachine } from '../machine';
import type { BenchOptions } from '../options';
import { SIZES } from '../sizes';
import { type Goal, goalsOf } from './goals';
import { growthTable, measureGrowth } from './growth';
import { lookGoal, lookTable, measureLookCost } from './lookCost';
import { measureSize, type SizeResult } from './measure';
import { measureMemory, memoryTable } from './memory';
import { ensurePeers } from './peers';
import { contenderTable, goalTable } from './tables';

const progress = (text: string) => console.error(`bench: ${text} …`);

async function versionOf(host: HostOptions): Promise<string> {
  const { version, close } = await openHost(host);
  await close();
  return version;
}

/** A table that fails leaves the others standing. */
async function attempt<T>(title: string, work: () => Promise<T>): Promise<T | undefined> {
  progress(title);
  try {
    return await work();
  } catch (error) {
    console.log(`\n${title}: not measured: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}

/** The step benchmark: prints its tables as they come, returns the figures for --json. */
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
      const memory = await measureMemory(host, options.long, limit, progress);
      console.log(`\n${memoryTable(memory)}`);
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
    const hasCloze = options.contenders.includes('cloze-webgpu');
    const wants = (table: 'growth' | 'looks') => hasCloze && !options.skip.includes(table);
    const growth = wants('growth')
      ? await attempt('growth', () => measureGrowth(host, rounds, limit))
      : undefined;
    if (growth) console.log(`\n${growthTable(growth)}`);
    const looks = wants('looks')
      ? await attempt('looks', () => measureLookCost(host, limit))
      : undefined;
    const goals: Goal[] = looks ? [lookGoal(looks)] : [];
    if (looks) console.log(`\n${lookTable(looks)}\n\n${goalTable(goals)}`);
    return { results, growth, looks };
  } finally {
    await server.close();
  }
}
