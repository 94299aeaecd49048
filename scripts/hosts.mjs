// Prints what a host needs to send the headers of headers.mjs: node scripts/hosts.mjs NAME
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PREVIEW_HEADERS } from './headers.mjs';

/** Files in assets/ have a hash in their names, so they never change. */
const HASHED = 'public, max-age=31536000, immutable';

const lines = (headers, write) =>
  Object.entries(headers).map(([name, value]) => write(name, value));

/** Netlify's and Cloudflare Pages' file `_headers`. */
const underscoreHeaders = (headers) =>
  [
    '/*',
    ...lines(headers, (name, value) => `  ${name}: ${value}`),
    '/assets/*',
    `  Cache-Control: ${HASHED}`,
  ].join('\n');

function vercel(headers) {
  const rule = (source, fields) => ({
    source,
    headers: lines(fields, (key, value) => ({ key, value })),
  });
  const rules = [rule('/(.*)', headers), rule('/assets/(.*)', { 'Cache-Control': HASHED })];
  return JSON.stringify({ headers: rules }, undefined, 2);
}

// In nginx a location with an `add_header` of its own would lose all others, so `expires` sets the second rule.
const nginx = (headers) =>
  [
    ...lines(headers, (name, value) => `add_header ${name} "${value}" always;`),
    'location /assets/ {',
    '  expires 1y;',
    '}',
  ].join('\n');

const apache = (headers) =>
  [
    ...lines(headers, (name, value) => `Header always set ${name} "${value}"`),
    'SetEnvIf Request_URI "/assets/" HASHED',
    `Header always set Cache-Control "${HASHED}" env=HASHED`,
  ].join('\n');

/** Name of a host -> the contents of its file, for these headers. */
export const HOSTS = {
  netlify: underscoreHeaders,
  cloudflare: underscoreHeaders,
  vercel,
  nginx,
  apache,
};

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const write = HOSTS[process.argv[2]];
  if (write) console.log(write(PREVIEW_HEADERS));
  else {
    console.error(`hosts: name one of ${Object.keys(HOSTS).join(', ')}.`);
    process.exitCode = 1;
  }
}
