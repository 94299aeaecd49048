import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../config/settings';
import { modelTensors } from '../interop/opening/modelTensors';
import { openSafetensors } from '../interop/opening/safetensorsFile';
import { type Tensor, writeSafetensors } from '../interop/safetensors';
import { bertConfig } from '../model/config';
import { initialValues } from '../model/initialValues';
import { parameterLayout } from '../model/layout';
import { SPECIAL_TOKENS, type Vocabulary } from '../tokenizer/vocabulary';
import { grow } from './grow';

const settings = { ...DEFAULT_SETTINGS, hiddenSize: 8, numAttentionHeads: 2, intermediateSize: 8 };
const own: Vocabulary = {
  tokens: [...SPECIAL_TOKENS, 'bee', '##s', 'the'],
  doLowerCase: true,
  stripAccents: false,
};
const grown: Vocabulary = { ...own, tokens: [...own.tokens, 'bees', 'zoo'] };

/** A model of the vocabulary `own`, as a file has it. */
function starter(): Map<string, Tensor> {
  const config = bertConfig(settings, own.tokens.length);
  const layout = parameterLayout(config);
  const flat = initialValues(config, layout, 5);
  flat.forEach((_, i) => {
    flat[i]! += i / 1000; // biases too
  });
  const tensors = new Map(
    layout.groups
      .flatMap(({ members }) => members)
      .map(({ name, shape, offset, size }) => [
        name,
        { shape, values: flat.slice(offset, offset + size) },
      ]),
  );
  return tensors;
}

const opened = async (tensors: ReadonlyMap<string, Tensor>) =>
  modelTensors(await openSafetensors(new Blob([writeSafetensors(tensors)])));

it('keeps every tensor, and gives an appended word the mean of its pieces', async () => {
  const tensors = starter();
  const config = bertConfig(settings, grown.tokens.length);
  const parameters = await grow(await opened(tensors), own, grown, config);
  for (const { name, offset, size } of parameterLayout(config).groups.flatMap((g) => g.members)) {
    const { values, shape } = tensors.get(name)!;
    expect(parameters.slice(offset, offset + values.length), name).toEqual(values);
    if (size === values.length) continue;
    const width = shape[1] ?? 1;
    const row = (id: number) =>
      Array.from(parameters.subarray(offset + id * width, offset + (id + 1) * width));
    const [bee, s, unknown] = [row(5), row(6), row(1)];
    for (const [d, value] of row(8).entries()) {
      expect(value).toBeCloseTo((bee[d]! + s[d]!) / 2, 6);
    }
    expect(row(9)).toEqual(unknown); // a word that the starter cannot spell
  }
});

it('takes the first positions of a longer starter, and refuses another size', async () => {
  const shorter = bertConfig({ ...settings, maxPositionEmbeddings: 16 }, own.tokens.length);
  const { offset, size } = parameterLayout(shorter).groups.find(({ name }) =>
    name.includes('position'),
  )!;
  const tensors = starter();
  const cut = await grow(await opened(tensors), own, own, shorter);
  expect(cut.slice(offset, offset + size)).toEqual(
    tensors.get('bert.embeddings.position_embeddings.weight')!.values.slice(0, size),
  );
  const wider = bertConfig({ ...settings, hiddenSize: 16 }, own.tokens.length);
  await expect(grow(await opened(tensors), own, own, wider)).rejects.toThrow(/begin from has no/);
  tensors.delete('cls.predictions.bias');
  const config = bertConfig(settings, own.tokens.length);
  await expect(grow(await opened(tensors), own, own, config)).rejects.toThrow(
    /no cls\.predictions\.bias/,
  );
});
