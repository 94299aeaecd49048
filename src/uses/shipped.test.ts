import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { startWasmEngine } from '../engine/wasm/engine';
import { resultsOf, shippedParameters } from './files';
import { materialOf } from './material';
import { USES } from './uses';
import { withReader } from './withReader';

const folderOf = (id: string) => join(import.meta.dirname, id);
/** Most that the model of a use may have, bytes */
const MOST_BYTES = 500_000;

beforeAll(() => {
  // Node's own fetch reads no files.
  const fetchRemote = globalThis.fetch;
  vi.stubGlobal('fetch', async (address: string | URL) => {
    if (!`${address}`.startsWith('file:')) return fetchRemote(address);
    const bytes = await readFile(new URL(address)).catch(() => undefined);
    return new Response(bytes, { status: bytes ? 200 : 404 });
  });
  return () => vi.unstubAllGlobals();
});

it('has no results where nothing was measured', async () => {
  expect(await resultsOf('nothing')).toBeUndefined();
});

describe.each(Object.entries(USES))('%s', (id, load) => {
  it('has its own id, and lies in the folder of its name', async () => {
    expect((await load()).about.id).toBe(id);
    expect(existsSync(join(folderOf(id), 'use.ts'))).toBe(true);
  });

  // Before `npm run uses` there is nothing to test.
  it.skipIf(!existsSync(join(folderOf(id), 'results.json')))(
    'is shipped with a model that has this vocabulary: the meaning has taken off in it',
    async () => {
      const { world } = await load();
      const { config, vocabulary } = materialOf(world);
      const { size } = await stat(join(folderOf(world.id), 'model.safetensors'));
      expect(size).toBeLessThan(MOST_BYTES);
      const parameters = await shippedParameters(world.id, config);
      const engine = await startWasmEngine();
      const gate = await withReader(engine, world, parameters, (reader) =>
        world.gate.measure(reader),
      );
      expect(gate).toBeGreaterThanOrEqual(world.gate.from);
      // To the digits that are kept: 16-bit floats are what is measured and shipped.
      const { training } = (await resultsOf(id))!;
      expect(training!.words).toBe(vocabulary.tokens.length);
    },
  );
});
