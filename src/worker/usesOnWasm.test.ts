import { expect, it, vi } from 'vitest';
import { startWasmEngine } from '../engine/wasm/engine';
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

it('trains, examines and asks a tiny model on the WASM engine', async () => {
  const { config } = materialOf(world);
  const { parameters } = untrainedState(world, 1);
  vi.stubGlobal('fetch', async () => new Response(writeSafetensors(stateDict(config, parameters))));
  const t = await startUses();
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
  expect(after.food).toBeGreaterThan(Math.log(0.5));
  expect(after.hits).toBe(1);
  vi.unstubAllGlobals();
});
