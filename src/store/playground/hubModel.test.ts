import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openModel } from '../../interop/opening/openModel';
import { fetchFromHub, hubName } from './hubModel';

const FOLDER = join(import.meta.dirname, '../../interop/opening/testModels/uncased');
const WEIGHTS = readFileSync(join(FOLDER, 'model.safetensors'));

let server: Server;
let hub: string;
const asked: string[] = [];

/** Answers as the Hub does: what it has, what is missing and why; large files from another address. */
beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    asked.push(url);
    const refuse = (status: number, code: string) =>
      response.writeHead(status, { 'X-Error-Code': code }).end();
    const [, owner, model, file] = /^\/([^/]+)\/([^/]+)\/resolve\/main\/(.+)$/.exec(url) ?? [];
    if (url === '/stored')
      response.writeHead(200, { 'Content-Length': WEIGHTS.length }).end(WEIGHTS);
    else if (owner === 'busy') response.writeHead(503).end();
    else if (owner === 'gated') refuse(401, 'GatedRepo');
    else if (owner !== 'org') refuse(401, 'RepoNotFound');
    else if (file === 'vocab.txt') refuse(404, 'EntryNotFound');
    else if (model === 'distil' && file === 'config.json')
      response.end('{"model_type":"distilbert"}');
    else if (model === 'pickled' && file === 'model.safetensors') refuse(404, 'EntryNotFound');
    else if (model === 'huge' && file === 'model.safetensors') {
      response.writeHead(200, { 'Content-Length': 2e9 }).write('a');
    } else if (file === 'model.safetensors') response.writeHead(302, { Location: '/stored' }).end();
    else response.end(readFileSync(join(FOLDER, file!)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  hub = typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : '';
  vi.stubGlobal('navigator', { onLine: true });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const load = (name: string, onProgress: (fraction: number) => void = () => {}) =>
  fetchFromHub(hub, name, new AbortController().signal, onProgress);
const words = async (name: string) => {
  const result = await load(name);
  return 'problem' in result ? `${result.problem.what} ${result.problem.why}` : result;
};

it('fetches the files of a model, which then opens', async () => {
  const fractions: number[] = [];
  const result = await load('org/tiny', (fraction) => fractions.push(fraction));
  if (!('files' in result)) throw new Error(result.problem.why);
  expect(result.files.map(([file]) => file)).toEqual([
    ...['config.json', 'tokenizer.json', 'tokenizer_config.json', 'model.safetensors'],
  ]);
  expect(result.files.at(-1)![1].size).toBe(WEIGHTS.length);
  expect(fractions.at(-1)).toBe(1);
  const { vocabulary } = await openModel(new Map(result.files));
  expect(vocabulary.tokens).toContain('[MASK]');
});

it('fetches no weights of another architecture, which is then refused by its name', async () => {
  const before = asked.length;
  const result = await load('org/distil');
  expect(asked.slice(before).filter((url) => url.endsWith('.safetensors'))).toEqual([]);
  const files = 'files' in result ? result.files : [];
  await expect(openModel(new Map(files))).rejects.toThrow('DistilBERT');
});

it('says why a model cannot be had', async () => {
  expect(await words('nobody/nothing')).toMatch(
    'There is no public model nobody/nothing on the Hub.',
  );
  expect(await words('gated/model')).toMatch('gated/model is gated. Its authors ask you to accept');
  expect(await words('org/pickled')).toMatch(
    'org/pickled has no model.safetensors. Its weights are',
  );
  expect(await words('org/huge')).toMatch('org/huge is too large.');
  expect(await words('busy/model')).toMatch('The Hub answered with error 503.');
  expect(await words('not a name')).toMatch('“not a name” is not the name of a model.');
});

it('tells a device that is offline from a Hub that cannot be reached', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  expect(await words('org/tiny')).toMatch('The Hub cannot be reached from here');
  vi.stubGlobal('navigator', { onLine: false });
  expect(await words('org/tiny')).toBe('org/tiny could not be loaded. This device is offline.');
});

it('reads a name from what is pasted, and leads nowhere else', () => {
  expect(hubName(' prajjwal1/bert-mini ')).toBe('prajjwal1/bert-mini');
  expect(hubName('bert-base-uncased')).toBe('bert-base-uncased');
  expect(hubName('https://huggingface.co/org/tiny/tree/main?x=1')).toBe('org/tiny');
  for (const wrong of [
    '',
    '../a',
    'a/../b',
    'a/b/c',
    'https://example.org/a',
    'a b',
    '/a',
    'a//b',
  ]) {
    expect(hubName(wrong)).toBeUndefined();
  }
});
