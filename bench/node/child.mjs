// Measures in a process with the environment that Dawn needs (see bench.ts). Argument and result are JSON.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const STEPS = fileURLToPath(new URL('steps.ts', import.meta.url));
const { module } = await runnerImport(STEPS, { configFile: false, logLevel: 'error' });
const result = await module.measureNode(JSON.parse(process.argv[2]));
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(0); // A live device keeps the process running, and destroying it can crash Dawn.
