import { writeFileSync } from 'node:fs';
import { benchNode } from './node/bench';
import { readOptions, USAGE } from './options';
import { benchPage, readBackends } from './page/bench';
import { benchSteps } from './steps/bench';

/** Runs what the command line asks for; throws a message that a person can act on. */
export async function main(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  if (options.what === 'help') {
    console.log(USAGE);
    return;
  }
  const backends = await readBackends(options.backends);
  const wants = (part: 'steps' | 'page') => options.what === part || options.what === 'all';
  const report = {
    date: new Date().toISOString(),
    asked: options,
    ...(wants('steps') ? { steps: await benchSteps(options) } : {}),
    ...(wants('page') ? { page: await benchPage(options, backends) } : {}),
    ...(options.what === 'node' ? { node: await benchNode(options) } : {}),
  };
  if (options.json) writeFileSync(options.json, `${JSON.stringify(report, undefined, 2)}\n`);
}
