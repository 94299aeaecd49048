import { writeFileSync } from 'node:fs';
import { benchDispatches } from './dispatches/bench';
import { benchKernels } from './kernels/bench';
import { benchMemory } from './memory/bench';
import { benchNode } from './node/bench';
import { type BenchOptions, readOptions, USAGE } from './options';
import { benchPage, readBackends } from './page/bench';
import { benchSaving } from './saving/bench';
import { benchSteps } from './steps/bench';
import { benchText } from './text/bench';

/** Writes all figures to a file if --json asks for one. */
function write(options: BenchOptions, figures: object): void {
  const report = { date: new Date().toISOString(), asked: options, ...figures };
  if (options.json) writeFileSync(options.json, `${JSON.stringify(report, undefined, 2)}\n`);
}

/** Runs what the command line asks for. Throws messages that say what to do. */
export async function main(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  if (options.what === 'help') {
    console.log(USAGE);
    return;
  }
  if (options.what === 'text') {
    write(options, { text: await benchText(options) });
    return;
  }
  if (options.what === 'kernels') {
    write(options, { kernels: await benchKernels(options) });
    return;
  }
  if (options.what === 'dispatches') {
    write(options, { dispatches: await benchDispatches(options) });
    return;
  }
  if (options.what === 'memory') {
    write(options, { memory: await benchMemory(options) });
    return;
  }
  if (options.what === 'saving') {
    write(options, { saving: await benchSaving(options) });
    return;
  }
  const backends = await readBackends(options.backends);
  const wants = (part: 'steps' | 'page') => options.what === part || options.what === 'all';
  write(options, {
    ...(wants('steps') ? { steps: await benchSteps(options) } : {}),
    ...(wants('page') ? { page: await benchPage(options, backends) } : {}),
    ...(options.what === 'node' ? { node: await benchNode(options) } : {}),
  });
}
