import { ensureChromium } from '../../scripts/chromium.mjs';
import { formatTable } from '../../scripts/table.mjs';
import { stepFlops } from '../../src/model/flops';
import { serveBenchPage } from '../browser/build';
import { openHost } from '../browser/host';
import type { KernelTimes } from '../browser/kernelTimes';
import { describeMachine } from '../machine';
import type { BenchOptions } from '../options';
import { stepsPerRound } from '../rounds';
import { SIZES, type Size } from '../sizes';
import { figures } from '../steps/tables';

/** Kernels below this share of a step are one line. */
const SMALL = 0.005;

function kernelTable(size: Size, times: KernelTimes, peak: number): string {
  const share = (milliseconds: number) => figures((100 * milliseconds) / times.step);
  const line = (name: string, calls: number, milliseconds: number, flops: number) => {
    const speed = flops / milliseconds / 1e6;
    const speeds = flops ? [figures(speed), figures((100 * speed) / peak)] : ['', ''];
    return [name, calls, figures(milliseconds), share(milliseconds), ...speeds];
  };
  const sorted = times.kernels.toSorted((a, b) => b.milliseconds - a.milliseconds);
  const large = sorted.filter(({ milliseconds }) => milliseconds >= SMALL * times.step);
  const small = sorted.slice(large.length);
  const sum = (list: KernelTimes['kernels']) => list.reduce((ms, k) => ms + k.milliseconds, 0);
  const calls = small.reduce((count, kernel) => count + kernel.calls, 0);
  return [
    `${size.name}, one worker, kernel by kernel; peak ${figures(peak)} GFLOP/s`,
    formatTable([
      ['kernel', 'calls', 'ms', '% of step', 'GFLOP/s', '% of peak'],
      ...large.map((k) => line(k.name, k.calls, k.milliseconds, k.flops)),
      line('all smaller ones', calls, sum(small), 0),
      line('JavaScript', 0, times.outside, 0),
      line('step', 0, times.step, stepFlops(size)),
    ]),
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
