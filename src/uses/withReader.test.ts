import { expect, it, vi } from 'vitest';
import type { Engine } from '../engine/engine';
import { materialOf } from './material';
import { stubModel } from './testReader';
import { tinyWorld } from './testWorld';
import { withReader } from './withReader';

it('gives a reader of the world’s words, and disposes of the model whatever comes of it', async () => {
  const { world } = tinyWorld();
  const { vocabulary } = materialOf(world);
  const dispose = vi.fn();
  const createModel = vi.fn(async () => ({ ...stubModel({ vocabulary }).model, dispose }));
  const engine = { createModel } as unknown as Engine;
  const parameters = Float32Array.of(1, 2);
  const read = await withReader(engine, world, parameters, async (reader) => {
    expect(dispose).not.toHaveBeenCalled();
    return reader.encode('Cats eat all milk.').ids.length;
  });
  expect(read).toBe(7);
  expect(createModel.mock.calls[0]).toMatchObject([{}, { parameters, step: 0 }, {}]);
  expect(dispose).toHaveBeenCalledOnce();
  const fails = withReader(engine, world, parameters, () => Promise.reject(new Error('no')));
  await expect(fails).rejects.toThrow('no');
  expect(dispose).toHaveBeenCalledTimes(2);
});
