import { afterEach, expect, it, vi } from 'vitest';
import { fetchModel, listHosted } from './hostedModels';

/** Files that a server has, by address. */
function serve(files: Readonly<Record<string, string>>) {
  vi.stubGlobal('fetch', async (address: string) => {
    const body = files[address];
    return body === undefined ? new Response('', { status: 404 }) : new Response(body);
  });
}
afterEach(() => vi.unstubAllGlobals());

const MODEL = {
  ...{ folder: 'mini', name: 'Mini' },
  files: [
    { name: 'config.json', bytes: 2 },
    { name: 'vocab.txt', bytes: 6 },
  ],
};
const load = (onProgress: (fraction: number) => void = () => {}) =>
  fetchModel(MODEL, new AbortController().signal, onProgress);

it('lists the models beside the page, and none where the list is missing or not one', async () => {
  serve({ 'models/index.json': JSON.stringify({ models: [MODEL] }) });
  expect(await listHosted()).toEqual([MODEL]);
  for (const list of ['<!doctype html>', '[]', '{"models":[{"folder":"../up"}]}']) {
    serve({ 'models/index.json': list });
    expect(await listHosted()).toEqual([]);
  }
  const up = { ...MODEL, files: [{ name: '../secret', bytes: 1 }] };
  serve({ 'models/index.json': JSON.stringify({ models: [up] }) });
  expect(await listHosted()).toEqual([]);
  serve({});
  expect(await listHosted()).toEqual([]);
});

it('loads the files of one, tells how far it has come, and says what is missing', async () => {
  serve({ 'models/mini/config.json': '{}', 'models/mini/vocab.txt': 'a\nb\nc\n' });
  const fractions: number[] = [];
  const result = await load((fraction) => fractions.push(fraction));
  if (!('files' in result)) throw new Error(result.problem.why);
  expect(result.files.map(([path]) => path)).toEqual(['config.json', 'vocab.txt']);
  expect(await result.files[1]![1].text()).toBe('a\nb\nc\n');
  expect(fractions).toEqual([0.25, 1]);
  serve({ 'models/mini/config.json': '{}' });
  expect(await load()).toMatchObject({
    problem: {
      what: 'Mini could not be loaded.',
      why: 'models/mini/vocab.txt is not there (404).',
    },
  });
});
