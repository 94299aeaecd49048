import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS } from '../config/settings';
import { STARTER_LANGUAGES, STARTER_SETTINGS } from '../config/starter';
import { startWasmEngine } from '../engine/wasm/engine';
import { configJson } from '../interop/configJson';
import { bertConfig } from '../model/config';
import { framed } from '../tokenizer/framing';
import { MASK_ID } from '../tokenizer/vocabulary';
import { createEncoder } from '../tokenizer/wordPiece';
import { starterSentences, starterVocabulary, starterWeights } from './files';
import { grow } from './grow';

beforeAll(() => {
  // Node's own fetch reads no files.
  const fetchRemote = globalThis.fetch;
  vi.stubGlobal('fetch', async (address: string | URL) =>
    `${address}`.startsWith('file:')
      ? new Response(await readFile(new URL(address)))
      : fetchRemote(address),
  );
  return () => vi.unstubAllGlobals();
});

it.each(STARTER_LANGUAGES)('has a starter for “%s” of less than 1 MB', async (language) => {
  const folder = join(import.meta.dirname, language);
  const files = ['model.safetensors', 'tokenizer.json', 'sentences.bin'];
  const sizes = await Promise.all(files.map(async (name) => (await stat(join(folder, name))).size));
  expect(sizes.reduce((a, b) => a + b)).toBeLessThan(1e6);
  expect((await starterVocabulary(language)).tokens).toHaveLength(4000);
  expect((await starterSentences(language)).size).toBeGreaterThan(4000);
});

it.each(STARTER_LANGUAGES)('has the config.json of the starter for “%s”', async (language) => {
  const config = bertConfig({ ...DEFAULT_SETTINGS, ...STARTER_SETTINGS }, 4000);
  expect(await readFile(join(import.meta.dirname, language, 'config.json'), 'utf8')).toBe(
    configJson(config, { dtype: 'float16' }),
  );
});

it.each([
  // By Hugging Face Transformers 5.18, `BertForMaskedLM.from_pretrained` on the same folder
  ['en', 'The captain stands at the ___ and drinks black coffee.', 'ceiling', 0.102],
  ['de', 'Der Hund schläft vor der ___.', 'wiese', 0.144],
] as const)(
  'guesses in “%s” as Hugging Face does',
  async (language, sentence, word, probability) => {
    const own = await starterVocabulary(language);
    const config = bertConfig(DEFAULT_SETTINGS, own.tokens.length);
    const parameters = await grow(await starterWeights(language), own, own, config);
    const encoder = createEncoder(own);
    const [before, after] = sentence.split('___').map((part) => [...encoder.encode(part).ids]);
    const row = framed([...before!, MASK_ID, ...after!]);
    const zeros = () => new Float32Array(parameters.length);
    const engine = await startWasmEngine();
    const model = await engine.createModel(
      config,
      { parameters, firstMoment: zeros(), secondMoment: zeros(), step: 0 },
      { batchSize: 1, sequenceLength: row.length },
    );
    const place = before!.length + 1;
    const batch = {
      ...{ batchSize: 1, sequenceLength: row.length, inputIds: row },
      attentionMask: new Int32Array(row.length).fill(1),
      ...{ positions: Int32Array.of(place), labels: Int32Array.of(0) },
    };
    const { logits } = await model.infer(batch, 'both', { attentions: false });
    model.dispose();
    const most = logits.reduce((a, b) => Math.max(a, b));
    const sum = logits.reduce((total, logit) => total + Math.exp(logit - most), 0);
    expect(own.tokens[logits.indexOf(most)]).toBe(word);
    expect(1 / sum).toBeCloseTo(probability, 3);
  },
);
