import { describe, expect, it } from 'vitest';
import type { BertConfig } from '../model/config';
import { initialValues } from '../model/initialValues';
import { parameterLayout } from '../model/layout';
import { onnxModel } from './onnx/onnxModel';
import { joined } from './parts';
import type { Tensor } from './safetensors';
import { stateDict } from './stateDict';
import { tfjsModel } from './tfjsModel/tfjsModel';

const config: BertConfig = {
  ...{ vocabSize: 9, hiddenSize: 4, numHiddenLayers: 1, numAttentionHeads: 2 },
  ...{ intermediateSize: 6, maxPositionEmbeddings: 5, typeVocabSize: 2 },
  ...{ layerNormEps: 1e-12, tieWordEmbeddings: true, initializerRange: 0.1 },
};
const parameters = initialValues(config, parameterLayout(config), 1);
const tensors = stateDict(config, parameters);

/** The tensors with one of them replaced, or left out. */
function changed(name: string, tensor?: Tensor): ReadonlyMap<string, Tensor> {
  const map = new Map(tensors);
  if (tensor) map.set(name, tensor);
  else map.delete(name);
  return map;
}

const FORMATS = [
  ['ONNX', (map: ReadonlyMap<string, Tensor>) => onnxModel(config, map)],
  ['TensorFlow.js', (map: ReadonlyMap<string, Tensor>) => tfjsModel(config, map).weights],
] as const;

describe.each(FORMATS)('%s', (_, partsOf) => {
  it('shares the memory of the weights, each of them once', () => {
    const shared = partsOf(tensors).filter((part) => part.buffer === parameters.buffer);
    const starts = shared.map((part) => part.byteOffset);
    expect(starts).toEqual(Array.from(tensors.values(), ({ values }) => values.byteOffset));
    expect(joined(shared)).toHaveLength(4 * parameterLayout(config).parameterCount);
  });

  it('leaves out what such a model has no use for', () => {
    const pooler = { shape: [4], values: new Float32Array(4) };
    const sizes = (parts: readonly Uint8Array[]) => parts.map(({ length }) => length);
    const more = changed('bert.pooler.dense.bias', pooler);
    expect(sizes(partsOf(more))).toEqual(sizes(partsOf(tensors)));
  });

  it('says which weight is missing or of another shape', () => {
    const name = 'bert.encoder.layer.0.output.dense.weight';
    expect(() => partsOf(changed(name))).toThrow(`${name} is missing`);
    const turned = { shape: [6, 4], values: new Float32Array(24) };
    expect(() => partsOf(changed(name, turned))).toThrow(`${name} has the shape 6,4, not 4,6`);
  });
});

it('names the nodes of a TensorFlow graph as TensorFlow allows, each once', () => {
  const { modelJson } = tfjsModel(config, tensors, { context: 'left' });
  const { modelTopology }: { modelTopology: { node: { name: string; input?: string[] }[] } } =
    JSON.parse(modelJson);
  const names = modelTopology.node.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[A-Za-z0-9.][A-Za-z0-9_.\\/-]*$/);
  for (const { input } of modelTopology.node)
    for (const name of input ?? []) expect(names).toContain(name);
});
