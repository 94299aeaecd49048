import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin, preview } from 'vite';
import { DEV_HEADERS } from '../../scripts/headers.mjs';
import { wasmKernels } from '../../scripts/wasmKernels.mjs';
import { PEER_PACKAGES } from '../contenders';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const BENCH = join(HERE, '..');
const OUT = join(BENCH, '../node_modules/.cache/cloze-bench');

/** Replaces a peer that is not installed by a module that says so when it is loaded. */
function absentPeers(): Plugin {
  const absent = (id: string) =>
    Object.values(PEER_PACKAGES).includes(id) && !existsSync(join(BENCH, 'node_modules', id));
  const prefix = '\0absent:';
  return {
    name: 'bench:absent-peers',
    enforce: 'pre',
    resolveId: (id) => (absent(id) ? prefix + id : undefined),
    load: (id) => {
      if (!id.startsWith(prefix)) return undefined;
      return `throw new Error(${JSON.stringify(`${id.slice(prefix.length)} is not installed`)});`;
    },
  };
}

/** Builds the benchmark's page as the real one is built (minified modules, a worker) and serves it. */
export async function serveBenchPage(): Promise<{ url: string; close: () => Promise<void> }> {
  await build({
    configFile: false,
    root: HERE,
    base: './',
    logLevel: 'error',
    plugins: [absentPeers(), wasmKernels()],
    worker: { format: 'es', plugins: () => [absentPeers(), wasmKernels()] },
    build: {
      target: 'es2023',
      outDir: OUT,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: Number.POSITIVE_INFINITY,
    },
  });
  // Isolated like the real page, for precise timers. It needs no content security policy.
  const server = await preview({
    configFile: false,
    root: HERE,
    build: { outDir: OUT },
    preview: { port: 4273, headers: DEV_HEADERS },
  });
  const url = server.resolvedUrls?.local[0];
  if (!url) throw new Error('serveBenchPage: the server names no address.');
  return { url, close: () => server.close() };
}
