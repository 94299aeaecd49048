import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { wasmKernels } from './wasmKernels.mjs';

/** Runs `main(arguments)` of a TypeScript file, as Vite reads it. What it throws is printed, and the process fails. */
export async function runMain(url) {
  try {
    const { module } = await runnerImport(fileURLToPath(url), {
      configFile: false,
      logLevel: 'error',
      plugins: [wasmKernels()],
    });
    await module.main(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
