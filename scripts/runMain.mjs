import { fileURLToPath } from 'node:url';
import { createRunnableDevEnvironment, createServer } from 'vite';
import { wasmKernels } from './wasmKernels.mjs';

/**
 * Runs `main(arguments)` of a TypeScript file, as Vite reads it. It may import more while it runs. What it throws is
 * printed, and the process fails.
 */
export async function runMain(url) {
  const server = await createServer({
    configFile: false,
    logLevel: 'error',
    plugins: [wasmKernels()],
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    environments: {
      inline: {
        consumer: 'server',
        dev: {
          createEnvironment: (name, config) =>
            createRunnableDevEnvironment(name, config, {
              runnerOptions: { hmr: { logger: false } },
              hot: false,
            }),
        },
        resolve: { external: true, mainFields: [], conditions: ['node'] },
      },
    },
  });
  try {
    const module = await server.environments.inline.runner.import(fileURLToPath(url));
    await module.main(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  } finally {
    await server.close();
  }
}
