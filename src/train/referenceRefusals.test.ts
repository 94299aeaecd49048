import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../config/settings';
import { bertConfig } from '../model/config';
import { initialValues } from '../model/initialValues';
import { parameterLayout } from '../model/layout';
import type { SavedModel } from '../protocol/look';
import { askReference } from './reference';

const V = 50;
const settings: Settings = {
  ...DEFAULT_SETTINGS,
  hiddenSize: 24,
  numHiddenLayers: 3,
  numAttentionHeads: 2,
  intermediateSize: 40,
  maxPositionEmbeddings: 12,
};
const config = bertConfig(settings, V);
const layout = parameterLayout(config);
// Ten times the initial values: heads that look at some tokens much more than at others.
const parameters = initialValues(config, layout, 7).map((x) => (Math.abs(x) === 1 ? x : 10 * x));
const look = {
  requestId: 3,
  inputIds: Int32Array.of(2, 11, 4, 37, 9, 4, 20, 3),
  blanks: [2, 5],
};
const model = { settings, vocabSize: V, parameters };
const rest = async () => {};
const ask = (changed: Partial<SavedModel>, asked = look) =>
  askReference({ ...model, ...changed }, asked, config, rest, () => true);

describe('another model', () => {
  it.each([
    [
      'has 2 layers of 2 heads and this one 3 layers of 2 heads',
      { settings: { ...settings, numHiddenLayers: 2 } },
    ],
    ['has 3 layers of 4 heads', { settings: { ...settings, numAttentionHeads: 4 } }],
    ['a vocabulary of 51', { vocabSize: 51 }],
    ['reads 6 at most', { settings: { ...settings, maxPositionEmbeddings: 6 } }],
    ['It is damaged', { parameters: parameters.subarray(1) }],
  ])('is refused where the models do not fit: %s', async (words, changed) => {
    const answer = await ask(changed);
    expect(answer).toEqual({ requestId: 3, refusal: expect.stringContaining(words) });
  });

  it('is given up between two layers once nobody wants it', async () => {
    let rests = 0;
    const pause = async () => {
      rests++;
    };
    const answer = await askReference(model, look, config, pause, () => rests < 2);
    expect(answer).toBeUndefined();
    expect(rests).toBe(2);
  });

  it('may be of a model with other sizes inside', async () => {
    const wider = { ...settings, hiddenSize: 32, intermediateSize: 48, maxPositionEmbeddings: 64 };
    const shape = bertConfig(wider, V);
    const answer = await ask({
      settings: wider,
      parameters: initialValues(shape, parameterLayout(shape), 1),
    });
    expect(answer).toHaveProperty('maps.length', 8);
  });
});
