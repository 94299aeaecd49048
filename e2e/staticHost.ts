import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** Where the page stands on the host. */
const PATH = '/some/where/';

/** Files of the built page that differ from those in dist/: other contents, or undefined for one that is gone. */
type Changes = Readonly<Record<string, string | undefined>>;

export interface StaticHost {
  readonly url: string;
  /** From now on the host has these files in place of those in dist/. */
  deploy(changes: Changes): void;
  close(): Promise<void>;
}

export const built = (path: string) => join('dist', path);

/** A host that serves dist/ from a sub-path and sets no headers of its own, as GitHub Pages does. */
export async function startStaticHost(): Promise<StaticHost> {
  let changed: Changes = {};
  const contents = (path: string) =>
    path in changed ? Promise.resolve(changed[path]) : readFile(built(path)).catch(() => undefined);
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url!, 'http://localhost');
    const path = pathname.slice(PATH.length) || 'index.html';
    const found = pathname.startsWith(PATH) ? await contents(path) : undefined;
    const type = TYPES[extname(path)] ?? 'application/octet-stream';
    // As GitHub Pages: the browser may take what it has for ten minutes.
    const headers = { 'Content-Type': type, 'Cache-Control': 'max-age=600' };
    if (found === undefined || request.method !== 'GET') response.writeHead(404).end();
    else response.writeHead(200, headers).end(found);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}${PATH}`,
    deploy(changes) {
      changed = changes;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
