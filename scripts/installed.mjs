// How much the service worker stores of the built page; the build fails if that is too much.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What the worker stores as it comes; everything else it compresses (src/offline/compressed.ts). */
const IS_DENSE = /\.(?:woff2|png)$/;

/**
 * For Workbox, which calls it with what it is going to keep. Prints the size as stored, and throws above `limit` bytes.
 * @param {string} dir where the page was built
 * @param {readonly { url: string }[]} entries
 * @param {number} limit
 */
export function installedSize(dir, entries, limit) {
  const sizeOf = (url) => {
    const bytes = readFileSync(join(dir, url));
    return IS_DENSE.test(url) ? bytes.length : gzipSync(bytes).length;
  };
  const urls = [...new Set(entries.map(({ url }) => url))];
  const total = urls.reduce((sum, url) => sum + sizeOf(url), 0);
  const words = `installed: ${(total / 1e6).toFixed(2)} MB in ${urls.length} files, without the reader of PDFs`;
  if (total > limit) throw new Error(`${words}; at most ${limit / 1e6} MB are allowed.`);
  console.log(words);
  return { manifest: entries, warnings: [] };
}
