import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS } from '../config/settings';
import { STARTER_SETTINGS } from '../config/starter';
import { startWasmEngine } from '../engine/wasm/engine';
import { openModel } from '../interop/opening/openModel';
import { writeSafetensors } from '../interop/safetensors';
import { stateDict } from '../interop/stateDict';
import type { UsesEvent } from '../protocol/uses';
import { materialOf } from '../uses/material';
import { untrainedState } from '../uses/training';
import { workerPort } from './testPort';
import { startUses, USES, world } from './testUses';

vi.mock('./port', () => ({ workerPort }));
vi.mock('./startEngine', () => ({ startEngine: () => startWasmEngine() }));
vi.mock('../uses/uses', () => ({ USES }));

const { config } = materialOf(world);
const { parameters } = untrainedState(world, 1);
const shipped = writeSafetensors(stateDict(config, parameters));

let t: Awaited<ReturnType<typeof startUses>>;
beforeEach(async () => {
  const fetchOther = globalThis.fetch; // Node's own reads no files
  vi.stubGlobal('fetch', async (address: URL | string) => {
    if (`${address}`.endsWith('uses/tiny/model.safetensors')) return new Response(shipped);
    const isFile = `${address}`.startsWith('file:');
    return isFile ? new Response(await readFile(new URL(address))) : fetchOther(address);
  });
  t = await startUses();
});
afterEach(() => vi.unstubAllGlobals());

it('trains, examines and asks a tiny model on the WASM engine', async () => {
  const foodOf = async (kind: 'shipped' | 'here') => {
    const values = { text: 'Owls eat most mice.' };
    const played = await t.asked({ type: 'play', model: { kind }, values });
    const sat = await t.asked({ type: 'exam', model: { kind } });
    if (played.type !== 'played' || sat.type !== 'sat')
      throw new Error(JSON.stringify([played, sat]));
    const [block] = played.answer.blocks;
    const food = block!.kind === 'says' ? Number(block!.text.split(' ')[3]) : 0;
    return { food, hits: sat.measured[0]!.standings[0]!.interval.mean };
  };
  const before = await foodOf('shipped');
  expect(before.food).toBeLessThan(Math.log(0.3));
  const id = t.ask({ type: 'train' });
  const during = await foodOf('shipped'); // the other model is asked while this one learns
  expect(during).toEqual(before);
  expect(await t.answer(id)).toMatchObject({ type: 'trained', isWhole: true });
  const curve = t.said('training', id) as Extract<UsesEvent, { type: 'training' }>[];
  expect(curve.at(-1)!.takeOff).toBeGreaterThan(0);
  const after = await foodOf('here');
  expect(after.food).toBeGreaterThan(Math.log(1 / 3));
  expect(after.hits).toBe(1);
});

const OPENED = join(import.meta.dirname, '../interop/opening/testModels/uncased');
const NAMES = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'model.safetensors'];

it('asks the starter and an opened model about a text of one’s own', async () => {
  const text = {
    ...{ key: 'cats', name: 'Cats', language: 'en' },
    text: 'The cat sat on the mat. The dog sat under the old green table. Wait.',
  };
  const say = async (model: object) => {
    const values = { text: 'The cat sat on the mat.' };
    const played = await t.asked({ type: 'play', use: 'any', model, text, values });
    if (played.type !== 'played') throw new Error(JSON.stringify(played));
    const [sums, own] = played.answer.blocks.map((block) =>
      block.kind === 'says' ? block.text : '',
    );
    return { sums: sums!.split(' ').map(Number), own };
  };
  const settings = { ...DEFAULT_SETTINGS, ...STARTER_SETTINGS };
  const starter = {
    kind: 'other',
    key: 's',
    name: 'The starter',
    settings,
    from: { starter: 'en' },
  };
  const bySt = await say(starter);
  // Seven words: it expects the second “the” and the full stop.
  expect(bySt.sums).toHaveLength(7);
  expect(bySt.sums[6]).toBeGreaterThan(Math.log(0.3));
  expect(bySt.sums[4]).toBeGreaterThan(Math.log(0.3));
  expect(bySt.own).toBe('own true: 3, 2');
  const files = await Promise.all(
    NAMES.map(async (name) => [name, new Blob([await readFile(join(OPENED, name))])] as const),
  );
  const { config: of, vocabulary, weights } = await openModel(new Map(files));
  const { hiddenSize, numHiddenLayers, numAttentionHeads, intermediateSize, layerNormEps } = of;
  const size = { hiddenSize, numHiddenLayers, numAttentionHeads, intermediateSize, layerNormEps };
  const opened = {
    ...{ kind: 'other', key: 'o', name: 'Theirs', vocabulary, from: { weights } },
    settings: { ...DEFAULT_SETTINGS, ...size, maxPositionEmbeddings: 16 },
  };
  const byOpened = await say(opened);
  expect(byOpened.sums.every((sum) => sum < 0)).toBe(true);
  expect(byOpened.own).toBe('own true: 3, 3');
});
