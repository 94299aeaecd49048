import { fileURLToPath } from 'node:url';
import { dawnEnvironment } from '../../scripts/dawn.mjs';
import { formatTable } from '../../scripts/table.mjs';
import { describeMachine } from '../machine';
import type { BenchOptions } from '../options';
import { SIZES } from '../sizes';
import { figures } from '../steps/tables';
import { output } from './processes';
import { measureTorch, type TorchResult } from './pytorch';
import type { NodeResult } from './steps';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CHILD = fileURLToPath(new URL('child.mjs', import.meta.url));
const GLOBALS = new URL('../../scripts/dawnGlobals.mjs', import.meta.url).href;

/** Runs in a process of its own, since Dawn reads its environment when the process starts. */
async function measureCloze({ sizes, rounds, limit }: BenchOptions): Promise<NodeResult> {
  const input = JSON.stringify({ sizes: sizes.map((name) => SIZES[name]), rounds });
  const text = await output(process.execPath, ['--import', GLOBALS, CHILD, input], {
    cwd: ROOT,
    env: { ...process.env, ...dawnEnvironment() },
    seconds: limit * sizes.length,
  });
  return JSON.parse(text.trim().split('\n').at(-1)!) as NodeResult;
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Measures the same step outside the browser, next to PyTorch. Prints a table and returns the figures. */
export async function benchNode(options: BenchOptions): Promise<unknown> {
  console.log(`\n${describeMachine()}`);
  let cloze: NodeResult | undefined;
  let torch: TorchResult | undefined;
  try {
    cloze = await measureCloze(options);
    const { device, gflops, kernel, side } = cloze.peak;
    console.log(`cloze: Dawn, adapter ${device}`);
    console.log(`peak: ${figures(gflops)} GFLOP/s, a ${kernel} product of side ${side}`);
  } catch (error) {
    console.log(`cloze: not measured: ${reasonOf(error)}`);
    process.exitCode = 1;
  }
  try {
    const sizes = options.sizes.map((name) => SIZES[name]);
    torch = await measureTorch(sizes, options.rounds, options.limit * sizes.length);
    console.log(`PyTorch: ${torch.device}`);
  } catch (error) {
    console.log(`PyTorch: not measured: ${reasonOf(error)}`);
  }

  const rows = options.sizes.map((key) => {
    const { name } = SIZES[key];
    const own = cloze?.steps.find((step) => step.name === name);
    const speed = own && own.flops / own.wall / 1e6;
    const of = (mode: 'eager' | 'compile') => {
      const step = torch?.steps.find((s) => s.name === name && s.mode === mode);
      return step?.wall === undefined ? (step?.notMeasured ?? '') : figures(step.wall);
    };
    return [
      name,
      figures(own && 1000 / own.wall),
      figures(own?.wall),
      figures(own?.js),
      figures(own?.firstStep),
      figures(speed),
      figures(speed && cloze && (100 * speed) / cloze.peak.gflops),
      of('eager'),
      of('compile'),
    ];
  });
  const heading = ['in Node', 'steps/s', 'ms', 'JS ms', 'first step s', 'GFLOP/s', '% of peak'];
  console.log(`\n${formatTable([[...heading, 'PyTorch eager ms', 'compiled ms'], ...rows])}`);
  return { cloze, torch };
}
