import { expect, it } from 'vitest';
import { compress, decompress } from './compressed';

const SCRIPT = 'export const a = 1;\n'.repeat(200);
const headers = {
  'Content-Type': 'text/javascript',
  'Content-Encoding': 'br',
  'Content-Length': '17',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

it('stores a script in far fewer bytes, and gives back what came, with the headers that still hold', async () => {
  const stored = compress('https://a.org/cloze/assets/a-1.js', new Response(SCRIPT, { headers }))!;
  const bytes = (await stored.clone().arrayBuffer()).byteLength;
  expect(bytes).toBeLessThan(SCRIPT.length / 10);
  const back = decompress(stored);
  expect(await back.text()).toBe(SCRIPT);
  expect(Object.fromEntries(back.headers)).toEqual({
    'content-type': 'text/javascript',
    'cross-origin-embedder-policy': 'require-corp',
  });
});

it('leaves fonts as they are, and stores no error', async () => {
  const font = new Response('abc', { headers: { 'Content-Type': 'font/woff2' } });
  expect(compress('https://a.org/a.woff2', font)).toBe(font);
  expect(decompress(font)).toBe(font);
  expect(compress('https://a.org/a.js', new Response('gone', { status: 404 }))).toBeUndefined();
});
