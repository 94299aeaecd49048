import { expect, it } from 'vitest';
import type { OpenedModel } from '../protocol/models';
import { createModelShelf } from './openedModels';

const MODEL: OpenedModel = {
  ...{ id: 7, name: 'mini', positions: 512, notes: ['a note'] },
  weights: new Blob(['weights']),
  vocabulary: { tokens: ['[PAD]', 'a'], doLowerCase: true, stripAccents: true },
  settings: {
    ...{ hiddenSize: 256, numHiddenLayers: 4, numAttentionHeads: 4, intermediateSize: 1024 },
    ...{ layerNormEps: 1e-12, tieWordEmbeddings: true, doLowerCase: true, stripAccents: true },
  },
};

it('has a model again on the next visit, with its weights, until it is removed', async () => {
  expect(await createModelShelf().put(MODEL)).toBe(true);
  expect(await createModelShelf().put({ ...MODEL, id: 8, name: 'other' })).toBe(true);
  const found = await createModelShelf().list();
  expect(found.map(({ id }) => id)).toEqual([7, 8]);
  const { weights, ...rest } = found[0]!;
  expect(rest).toEqual((({ weights: _, ...model }) => model)(MODEL));
  expect(await weights.text()).toBe('weights');
  await createModelShelf().remove(7);
  expect((await createModelShelf().list()).map(({ name }) => name)).toEqual(['other']);
});

it('says where the browser keeps nothing', async () => {
  const broken = { ...MODEL, id: 9, notes: [() => {}] as unknown as string[] }; // not cloneable
  expect(await createModelShelf().put(broken)).toBe(false);
  expect((await createModelShelf().list()).some(({ id }) => id === 9)).toBe(false);
});
