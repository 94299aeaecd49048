import { describe, expect, it, vi } from 'vitest';
import { createPrograms } from './programs';
import { testDevice } from './testDevice';
import { CANDIDATES, type Product } from './tilings';
import { createTuner, type ObserveTuner } from './tuner';

const device = await testDevice();

const PRODUCTS: Product[] = [
  { form: 'NT', rows: 32, columns: 16, inner: 8, batch: 1 },
  { form: 'TN', rows: 16, columns: 8, inner: 32, batch: 2 },
];

const storeOf = (saved: Record<string, string>) => ({
  load: vi.fn(async () => saved),
  save: vi.fn(async (choices: Readonly<Record<string, string>>) => {
    Object.assign(saved, choices);
  }),
});

async function tune(saved: Record<string, string>) {
  const programs = createPrograms(device);
  const store = storeOf(saved);
  const observe = vi.fn<ObserveTuner>();
  const tuner = createTuner(device, programs, CANDIDATES.software, store, observe);
  const { unknown, kernels } = await tuner.missing(PRODUCTS);
  await programs.prepare(kernels);
  const onProgress = vi.fn();
  await tuner.tune(unknown, onProgress);
  return { tuner, store, unknown, onProgress, observe };
}

describe('the tuner', () => {
  it('times what it does not know, keeps it, and does not time it again', async () => {
    const saved: Record<string, string> = {};
    const first = await tune(saved);
    expect(first.unknown).toEqual(PRODUCTS);
    expect(first.onProgress.mock.calls).toEqual([
      [0, 2],
      [1, 2],
    ]);
    expect(Object.keys(saved)).toHaveLength(2);
    const second = await tune(saved);
    expect(second.unknown).toEqual([]);
    expect(second.store.save).not.toHaveBeenCalled();
    for (const product of PRODUCTS) {
      expect(second.tuner.choose(product)).toBe(first.tuner.choose(product));
    }
  });

  it('shows an observer what it measured, and chooses the fastest', async () => {
    const { tuner, observe } = await tune({});
    expect(observe.mock.calls.map(([product]) => product)).toEqual(PRODUCTS.toReversed()); // the largest first
    for (const [product, milliseconds] of observe.mock.calls) {
      expect(Object.keys(milliseconds)).toEqual([...CANDIDATES.software]);
      const best = Math.min(...Object.values(milliseconds));
      expect(milliseconds[tuner.choose(product)]).toBe(best);
    }
  });

  it('forgets choices that are none of its candidates', async () => {
    const { unknown } = await tune({ 'NT 32x16x8x1': 'small', 'TN 16x8x32x2': 'no such thing' });
    expect(unknown).toEqual(PRODUCTS);
  });

  it('gives a size that was not timed the choice of its kind', async () => {
    const saved = {
      'NT 32x16x8x1': 'directLong',
      'NT 32x24x8x1': 'direct',
      'TN 16x8x32x2': 'direct',
    };
    const { tuner } = await tune(saved);
    expect(tuner.choose({ ...PRODUCTS[0]!, columns: 24, rows: 9 })).toBe('direct');
    expect(tuner.choose({ ...PRODUCTS[0]!, rows: 512 })).toBe('directLong');
    expect(tuner.choose({ ...PRODUCTS[0]!, columns: 512 })).toBe('directLong');
    expect(tuner.choose({ form: 'NN', rows: 1, columns: 1, inner: 1, batch: 1 })).toBe('direct');
  });
});
