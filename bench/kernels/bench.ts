import { ensureChromium } from '../../scripts/chromium.mjs';
import { stepFlops } from '../../src/model/flops';
import { serveBenchPage } from '../browser/build';
import { openHost } from '../browser/host';
import type { KernelTimes } from '../browser/kernelTimes';
import { describeMachine } from '../machine';
import type { BenchOptions } from '../options';
import { stepsPerRound } from '../rounds';
import { SIZES, type Size } from '../sizes';
import { figures } from '../steps/tables';
import { partsTable } from './partsTable';

function kernelTable(size: Size, { kernels, outside, step }: KernelTimes, peak: number): string {
  const ends = [
    { name: 'JavaScript', calls: 0, milliseconds: outside, flops: 0 },
    { name: 'step', calls: 0, milliseconds: step, flops: stepFlops(size) },
  ];
  return [
    `${size.name}, one worker, kernel by kernel; peak ${figures(peak)} GFLOP/s`,
    partsTable('kernel', kernels, ends, { whole: step, peak }),
  ].join('\n');
}

/** Where a step of the WASM engine goes, at each size. Prints the tables and returns the figures for --json. */
export async function benchKernels({ sizes, rounds, limit }: BenchOptions): Promise<unknown> {
  const executablePath = ensureChromium();
  const server = await serveBenchPage();
  const host = await openHost({ executablePath, url: server.url, gpu: false });
  const results: Record<string, KernelTimes & { peak: number }> = {};
  try {
    console.log(`\n${describeMachine()}, Chromium ${host.version}`);
    for (const name of sizes) {
      const size = SIZES[name];
      const run = async (steps: number) =>
        (await host.run('kernels', 'kernels', { size, steps }, limit)).result;
      const warm = await run(2);
      let peak = (await host.run('peak', 'wasmPeak', undefined, limit)).result;
      const times = await run(rounds * stepsPerRound(warm.step));
      peak = Math.max(peak, (await host.run('peak', 'wasmPeak', undefined, limit)).result);
      results[size.name] = { ...times, peak };
      console.log(`\n${kernelTable(size, times, peak)}`);
    }
  } finally {
    await host.close();
    await server.close();
  }
  return results;
}
