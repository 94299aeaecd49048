import { formatTable } from '../../scripts/table.mjs';
import { type HostOptions, openHost } from '../browser/host';
import { CONTENDERS, type ContenderName } from '../contenders';
import { SIZES } from '../sizes';
import { figures } from './tables';

export interface MemoryPoint {
  readonly step: number;
  /** Bytes of JavaScript, including the helpers', after a garbage collection */
  readonly heap: number;
  readonly liveBuffers: number;
  readonly liveBytes: number;
  /** In the trainer's own worker */
  readonly wasmBytes: number;
}

const WORKER = 'long';
/** Steps between two waits. The points of the curve are multiples of it. */
const CHUNK = 25;
const POINTS = 6;

/** Memory over a long run of cfg 1, after the first steps, which allocate. */
export async function measureMemory(
  contender: ContenderName,
  options: HostOptions,
  steps: number,
  limit: number,
  onProgress: (text: string) => void,
): Promise<MemoryPoint[]> {
  const host = await openHost(options);
  try {
    const size = SIZES[1];
    await host.run(WORKER, 'start', { contender, size }, limit);
    await host.run(WORKER, 'round', { steps: CHUNK }, limit);
    const points: MemoryPoint[] = [];
    const note = async (step: number) => {
      const { result } = await host.run(WORKER, 'counts', undefined, limit);
      const { liveBuffers, liveBytes, wasmBytes } = result;
      points.push({ step, heap: await host.heap(), liveBuffers, liveBytes, wasmBytes });
      onProgress(`long run: step ${step} of ${steps}`);
    };
    await note(0);
    for (let done = 0; done < steps; ) {
      const chunk = Math.min(CHUNK, steps - done);
      await host.run(WORKER, 'round', { steps: chunk }, limit);
      const passed = (at: number) => Math.floor((at * (POINTS - 1)) / steps);
      if (passed(done + chunk) > passed(done)) await note(done + chunk);
      done += chunk;
    }
    return points;
  } finally {
    await host.close();
  }
}

export function memoryTable(contender: ContenderName, points: readonly MemoryPoint[]): string {
  const MiB = (bytes: number) => figures(bytes / 2 ** 20);
  const [first, last] = [points[0]!, points.at(-1)!];
  const change = (of: (point: MemoryPoint) => number) => {
    if (of(first) === 0) return '';
    const percent = 100 * (of(last) / of(first) - 1);
    return `${percent >= 0 ? '+' : ''}${percent.toFixed(1)} %`;
  };
  return [
    `memory of ${CONTENDERS[contender]} at cfg 1 (counted from step 25 on; a buffer that is only dropped counts)`,
    formatTable([
      ['step', 'JS heap MiB', 'GPU buffers', 'GPU MiB', 'WASM MiB'],
      ...points.map((p) => [
        p.step,
        MiB(p.heap),
        p.liveBuffers,
        MiB(p.liveBytes),
        MiB(p.wasmBytes),
      ]),
      [
        'change',
        change((p) => p.heap),
        `${last.liveBuffers - first.liveBuffers}`,
        change((p) => p.liveBytes),
        change((p) => p.wasmBytes),
      ],
    ]),
  ].join('\n');
}
