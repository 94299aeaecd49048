// A Vite plugin that measures the JavaScript of the first load, and fails the build if there is too much.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/**
 * Names of the scripts that index.html loads, and of all that they import statically.
 * @param {string} html
 * @param {(name: string) => readonly string[]} importsOf the static imports of a script
 */
export function scriptsOf(html, importsOf) {
  const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? [];
  const names = tags.flatMap((tag) => /\b(?:src|href)="\.?\/?([^"]+\.js)"/.exec(tag)?.[1] ?? []);
  const found = new Set(names);
  for (const name of found) for (const path of importsOf(name)) found.add(path);
  return [...found];
}

/**
 * Prints the size of the first load; over `limit` (bytes after gzip) it fails the build.
 * @returns {import('vite').Plugin}
 */
export function firstLoad(limit) {
  return {
    name: 'cloze:first-load',
    apply: 'build',
    writeBundle({ dir }, bundle) {
      const html = readFileSync(join(dir, 'index.html'), 'utf8');
      const names = scriptsOf(html, (name) => bundle[name]?.imports ?? []);
      const sizes = names.map((name) => gzipSync(readFileSync(join(dir, name))).length);
      const total = sizes.reduce((sum, size) => sum + size, 0);
      const words = `first load: ${(total / 1000).toFixed(1)} kB of JavaScript after gzip, in ${names.length} files`;
      if (total > limit) this.error(`${words}; at most ${limit / 1000} kB are allowed.`);
      console.log(words);
    },
  };
}
