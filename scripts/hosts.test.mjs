import { expect, it } from 'vitest';
import { PREVIEW_HEADERS } from './headers.mjs';
import { HOSTS } from './hosts.mjs';

/** The headers that a host's file sets for all paths, read back by its own grammar. */
const READ = {
  netlify: (text) => pairs(text.split('\n/assets/')[0], /^ {2}([\w-]+): (.+)$/gm),
  cloudflare: (text) => READ.netlify(text),
  vercel: (text) => {
    const [{ source, headers }] = JSON.parse(text).headers;
    expect(source).toBe('/(.*)');
    return Object.fromEntries(headers.map(({ key, value }) => [key, value]));
  },
  nginx: (text) => pairs(text, /^add_header ([\w-]+) "([^"]+)" always;$/gm),
  apache: (text) => pairs(text, /^Header always set ([\w-]+) "([^"]+)"$/gm),
};
const pairs = (text, rule) =>
  Object.fromEntries([...text.matchAll(rule)].map(([, name, value]) => [name, value]));

it.each(Object.keys(HOSTS))('writes all headers for %s, and lets hashed files be kept', (host) => {
  const text = HOSTS[host](PREVIEW_HEADERS);
  expect(READ[host](text)).toEqual(PREVIEW_HEADERS);
  expect(text).toMatch(/assets\/[^\n]*\n[\s\S]*(?:immutable|expires 1y)/);
});
