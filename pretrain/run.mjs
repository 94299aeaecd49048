// npm run starter: the entry. `npm run starter -- --help` says what it does.
import { readFile } from 'node:fs/promises';
import { runMain } from '../scripts/runMain.mjs';

// Node's own fetch reads no files, and the starters are files here.
const fetchRemote = globalThis.fetch;
globalThis.fetch = async (address, options) =>
  String(address).startsWith('file:')
    ? new Response(await readFile(new URL(address)))
    : fetchRemote(address, options);

await runMain(new URL('main.ts', import.meta.url));
