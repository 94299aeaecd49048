// Node's own fetch reads no files, and what the page fetches are files here.
import { readFile } from 'node:fs/promises';

const fetchRemote = globalThis.fetch;
globalThis.fetch = async (address, options) =>
  String(address).startsWith('file:')
    ? new Response(await readFile(new URL(address)))
    : fetchRemote(address, options);
