/**
 * Answers as they lie in the cache: compressed, so that the whole page takes half the room. The browser would store them
 * as they come out of the network, which is uncompressed.
 */

const ENCODING = 'x-cloze-encoding';
const TYPE = 'x-cloze-type';

/** What is compressed already: fonts and pictures. */
const IS_DENSE = /\.(?:woff2|png)$/;

function changed(response: Response, body: ReadableStream, change: (headers: Headers) => void) {
  const headers = new Headers(response.headers);
  // They speak of the body as it came.
  headers.delete('content-encoding');
  headers.delete('content-length');
  change(headers);
  return new Response(body, { headers });
}

/** The answer to store; undefined for one that says that there is nothing. */
export function compress(url: string, response: Response): Response | undefined {
  if (!response.ok || !response.body) return undefined;
  if (IS_DENSE.test(new URL(url).pathname)) return response;
  const body = response.body.pipeThrough(new CompressionStream('gzip'));
  return changed(response, body, (headers) => {
    headers.set(ENCODING, 'gzip');
    headers.set(TYPE, headers.get('content-type') ?? '');
    // A browser compiles scripts as they are stored; this is none as it lies there.
    headers.set('content-type', 'application/gzip');
  });
}

/** A stored answer as it came. */
export function decompress(stored: Response): Response {
  if (!stored.body || stored.headers.get(ENCODING) !== 'gzip') return stored;
  const body = stored.body.pipeThrough(new DecompressionStream('gzip'));
  return changed(stored, body, (headers) => {
    headers.set('content-type', headers.get(TYPE) ?? '');
    headers.delete(ENCODING);
    headers.delete(TYPE);
  });
}
