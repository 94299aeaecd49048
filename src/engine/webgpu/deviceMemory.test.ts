import { describe, expect, it } from 'vitest';
import { parameterLayout } from '../../model/layout';
import { align, memorySizes } from '../compiled/memory';
import { stepWords } from '../compiled/stepData';
import { configOf } from '../testShapes';
import { checkMemory, withinMemory } from './deviceMemory';
import { preferencesFor } from './preparedPlan';

const config = configOf({ V: 37, D: 9, L: 2, H: 3, F: 13, T: 7, B: 1, M: 1 });
const layout = parameterLayout(config);
const CAPACITY = { sequences: 4, sequenceLength: 7, blanks: 6 };
const SLABS = { weights: 3, vocabulary: 2 };
const sizes = memorySizes(config, layout, CAPACITY, SLABS);

const MiB = 2 ** 20;
const limits = (maxBufferSize: number, maxStorageBufferBindingSize: number) =>
  ({ maxBufferSize, maxStorageBufferBindingSize }) as GPUSupportedLimits;

describe('align', () => {
  it('rounds up to 256 bytes', () => {
    expect([0, 1, 63, 64, 65].map(align)).toEqual([0, 64, 64, 64, 128]);
  });
});

describe('memorySizes', () => {
  it('begins every array where a binding may begin', () => {
    for (const [name, floats] of Object.entries(sizes.slot)) {
      expect(floats % 64, name).toBe(0);
    }
    expect([sizes.slabbedFrom % 64, sizes.slabStride % 64]).toEqual([0, 0]);
  });

  it('has room for the step, its rows and its slabs', () => {
    const N = 28;
    expect(sizes.floats.step).toBe(stepWords(N, 6));
    expect(sizes.floats.outputs).toBe(6 * align(N * 9)); // LayerNorms: embeddings, 2 · 2, head
    expect(sizes.floats.qkv).toBe(2 * align(N * 27));
    expect(sizes.floats.maps).toBe(2 * align(4 * 3 * 49));
    expect(sizes.floats.logits).toBe(align(6 * 40)); // rows of 37 begin at multiples of 4
    expect(sizes.floats.dVocabulary).toBe(2 * align(6 * 9));
    expect(sizes.floats.gradients).toBe(layout.length + 2 * sizes.slabStride);
  });

  it('has no slabs of the word and position embeddings', () => {
    const words = layout.groups[0]!;
    const positions = layout.groups[1]!;
    expect(sizes.slabbedFrom).toBeGreaterThanOrEqual(words.size + positions.size);
    expect(sizes.slabbedFrom + sizes.slabStride).toBe(layout.length);
  });
});

describe('checkMemory', () => {
  const large = memorySizes(config, layout, { ...CAPACITY, sequences: 100_000 }, SLABS);

  it('lets pass what fits', () => {
    expect(() => checkMemory(sizes.floats, limits(MiB, MiB))).not.toThrow();
    const largest = 4 * Math.max(...Object.values(large.floats));
    expect(() => checkMemory(large.floats, limits(largest, largest))).not.toThrow();
    expect(() => checkMemory(large.floats, limits(largest - 4, largest))).toThrow(RangeError);
    expect(() => checkMemory(large.floats, limits(largest, largest - 4))).toThrow(RangeError);
  });

  it('names what is too large, how large, and what would make it smaller', () => {
    const floats = large.floats.dInner; // 2 · [700 000, 13 + 27]
    expect(floats).toBe(Math.max(...Object.values(large.floats)));
    expect(() => checkMemory(large.floats, limits(256 * MiB, 100 * MiB))).toThrow(
      new RangeError(
        `the model's dInner would take ${Math.ceil((floats * 4) / MiB)} MiB in one piece, and this ` +
          'GPU allows 100 MiB; a smaller batch, sequence length or mask ratio needs less',
      ),
    );
  });

  it('advises a smaller model where the parameters are too many', () => {
    const most = 4 * layout.length;
    const pieces = { parameters: layout.length };
    expect(() => checkMemory(pieces, limits(most, most))).not.toThrow();
    expect(() => checkMemory(pieces, limits(most - 4, most))).toThrow(
      /model's parameters.*smaller model/,
    );
  });

  it('needs no gradients for a look, nor slabs of them for a model of the size of BERT-base', () => {
    const base = configOf({ V: 30_522, D: 768, L: 12, H: 12, F: 3072, T: 512, B: 1, M: 1 });
    const baseLayout = parameterLayout(base);
    const capacity = { sequences: 8, sequenceLength: 128, blanks: 160 };
    const slabs = preferencesFor(false).slabs(capacity, base);
    const training = memorySizes(base, baseLayout, capacity, slabs).floats;
    expect(training.gradients).toBe(baseLayout.length);
    const look = memorySizes(base, baseLayout, capacity, slabs, 'look').floats;
    expect(look).toMatchObject({ gradients: 0, dInner: 0, outputs: training.outputs });
    // What most desktop GPUs allow in one piece
    expect(() =>
      checkMemory({ ...training, parameters: baseLayout.length }, limits(2 ** 30, 2 ** 30)),
    ).not.toThrow();
  });
});

describe('withinMemory', () => {
  const device = (error: { message: string } | null) =>
    ({ pushErrorScope: () => {}, popErrorScope: async () => error }) as unknown as GPUDevice;

  it('gives up what was made where there was no room for all of it', async () => {
    const released: string[] = [];
    const make = (of: GPUDevice) =>
      withinMemory(
        of,
        () => 'made',
        (made) => released.push(made),
      );
    expect(await make(device(null))).toBe('made');
    expect(released).toEqual([]);
    await expect(make(device({ message: 'full' }))).rejects.toThrow(RangeError);
    expect(released).toEqual(['made']);
  });

  it('says that there is no memory rather than what else went wrong', async () => {
    const fail = () => {
      throw new Error('other');
    };
    await expect(withinMemory(device({ message: 'full' }), fail, () => {})).rejects.toThrow('full');
    await expect(withinMemory(device(null), fail, () => {})).rejects.toThrow('other');
  });
});
