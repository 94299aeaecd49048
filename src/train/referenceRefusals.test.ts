import { describe, expect, it } from 'vitest';
import { bertConfig } from '../model/config';
import { initialValues } from '../model/initialValues';
import { parameterLayout } from '../model/layout';
import { askReference } from './reference';
import { ask, askGuess, config, look, model, parameters, settings, V } from './testReference';

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
    const answer = await askReference(model, look, config, { pause, isWanted: () => rests < 2 });
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

  it('is asked for guesses whatever its heads, if its vocabulary is the same', async () => {
    const deeper = { ...settings, numHiddenLayers: 4, numAttentionHeads: 1 };
    const shape = bertConfig(deeper, V);
    const values = initialValues(shape, parameterLayout(shape), 1);
    const answer = await askGuess({ settings: deeper, parameters: values });
    expect(answer).toMatchObject({ requestId: 3, guesses: [{ length: 5 }, { length: 5 }] });
    const other = await askGuess({ vocabSize: 51 });
    expect(other).toEqual({ requestId: 3, refusal: expect.stringContaining('of 51 tokens') });
  });
});
