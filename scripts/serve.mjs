// Serves the built page from dist/ with the headers of headers.mjs.
//   node scripts/serve.mjs             first free port from 4173 up
//   PORT=5000 node scripts/serve.mjs   that port, or an error
import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { preview } from 'vite';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FIRST_PORT = 4173;

/** On one machine, to compress a file takes longer than to send it whole. */
const uncompressed = {
  name: 'cloze:uncompressed',
  configurePreviewServer({ middlewares }) {
    middlewares.use((request, _response, next) => {
      delete request.headers['accept-encoding'];
      next();
    });
  },
};

/**
 * Starts the server; close it with `await server.close()`.
 * @param {{ port?: number, strictPort?: boolean, open?: boolean }} options
 */
export async function serve({ port = FIRST_PORT, strictPort = false, open = false } = {}) {
  if (!existsSync(join(ROOT, 'dist', 'index.html'))) {
    throw new Error('serve: dist/index.html is missing. Run `npm run build` first.');
  }
  const server = await preview({
    root: ROOT,
    preview: { port, strictPort, open },
    plugins: [uncompressed],
  });
  const url = server.resolvedUrls?.local[0];
  if (!url) throw new Error(`serve: the server runs on port ${port} but gives no address.`);
  return { url, close: () => server.close() };
}

function portFromEnvironment() {
  const text = process.env.PORT;
  if (!text) return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new Error(`serve: PORT is "${text}", not a port number from 1 to 65535.`);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    const port = portFromEnvironment();
    const { url } = await serve({
      port,
      strictPort: port !== undefined,
      open: process.stdout.isTTY === true,
    });
    console.log(`Cloze is at ${url}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
