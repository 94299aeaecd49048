// npm run parity: the entry. README.md says what it checks.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { wasmKernels } from '../scripts/wasmKernels.mjs';

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
