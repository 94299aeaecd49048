// npm run starter: the entry. `npm run starter -- --help` says what it does.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { wasmKernels } from '../scripts/wasmKernels.mjs';

// Node's own fetch reads no files, and the starters are files here.
const fetchRemote = globalThis.fetch;
globalThis.fetch = async (address, options) =>
  String(address).startsWith('file:')
    ? new Response(await readFile(new URL(address)))
    : fetchRemote(address, options);

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

try {
  const { module } = await runnerImport(MAIN, {
    configFile: false,
    logLevel: 'error',
    plugins: [wasmKernels()],
  });
  await module.main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
