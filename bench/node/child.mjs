// Measures in a process that Dawn likes (see bench.ts): argument and result are JSON.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const STEPS = fileURLToPath(new URL('steps.ts', import.meta.url));
const { module } = await runnerImport(STEPS, { configFile: false, logLevel: 'error' });
const result = await module.measureNode(JSON.parse(process.argv[2]));
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(0); // A device that lives keeps the process; Dawn may crash if it is taken down.
