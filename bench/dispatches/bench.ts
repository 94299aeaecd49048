import { ensureChromium } from '../../scripts/chromium.mjs';
import { serveBenchPage } from '../browser/build';
import type { DispatchTimes } from '../browser/dispatchTimes';
import { openHost } from '../browser/host';
import { describeMachine } from '../machine';
import type { Peak } from '../matmulPeak';
import type { BenchOptions } from '../options';
import { SIZES } from '../sizes';
import { figures } from '../steps/tables';
import { dispatchTable, productTable } from './tables';

/**
 * What the tuner of the WebGPU engine chooses at each size, and where a step goes. Prints the tables and returns the
 * figures for --json.
 */
export async function benchDispatches(options: BenchOptions): Promise<unknown> {
  const { sizes, rounds, limit, gpu } = options;
  const executablePath = ensureChromium();
  const server = await serveBenchPage();
  const host = await openHost({ executablePath, url: server.url, gpu });
  const results: Record<string, DispatchTimes & { peak: Peak }> = {};
  try {
    console.log(`\n${describeMachine()}, Chromium ${host.version}`);
    for (const name of sizes) {
      const size = SIZES[name];
      const timePeak = async () => (await host.run('peak', 'peak', undefined, limit)).result;
      const before = await timePeak();
      const { result } = await host.run(size.name, 'dispatches', { size, rounds }, limit);
      await host.stop(size.name);
      const after = await timePeak();
      const peak = after.gflops > before.gflops ? after : before;
      results[size.name] = { ...result, peak };
      const speed = `${figures(peak.gflops)} GFLOP/s, a ${peak.kernel} product of side ${peak.side}`;
      console.log(`\n${size.name} on ${result.device}; peak: ${speed}`);
      console.log(`\n${productTable(result.products, peak.gflops)}`);
      console.log(`\n${dispatchTable(result, peak.gflops)}`);
    }
  } finally {
    await host.close();
    await server.close();
  }
  return results;
}
