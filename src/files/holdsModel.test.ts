import { expect, it } from 'vitest';
import { holdsModel } from './holdsModel';

const empty = new Blob([]);
const names = (...paths: string[]) => holdsModel(paths.map((path) => [path, empty] as const));

it('takes files with weights among them for a model, and others for texts', async () => {
  expect(await names('bert/config.json', 'bert/model.safetensors')).toBe(true);
  expect(await names('config.json', 'pytorch_model.bin')).toBe(true);
  expect(await names('onnx/model.onnx')).toBe(true);
  // Its weights were forgotten: to be read as a text would replace the one that is there.
  expect(await names('config.json', 'tokenizer.json')).toBe(true);
  expect(await names('model-00001-of-00002.safetensors')).toBe(true);
  expect(await names('config.json', 'vocab.txt')).toBe(false);
  expect(await names('safetensors.md', 'notes.bin')).toBe(false);
  expect(await names()).toBe(false);
});

it('looks into the list at the end of an archive', async () => {
  const archive = (name: string, before = 0) =>
    holdsModel([['a.ZIP', new Blob([new Uint8Array(before), `PK\u0001\u0002\u0000${name}`])]]);
  expect(await archive('bert/model.safetensors', 1e6)).toBe(true);
  expect(await archive('bert/model.safetensorsPK\u0001\u0002')).toBe(true);
  expect(await archive('bert/book.txt')).toBe(false);
  const all = [
    ['a.zip', new Blob(['model.safetensors'])],
    ['b.txt', empty],
  ] as const;
  expect(await holdsModel(all)).toBe(false);
});
