import { expect, it } from 'vitest';
import { readSafetensors } from '../interop/safetensors';
import { folderOf } from './folder';
import { takenRun } from './testTaken';

const bytesIn = (parts: readonly BlobPart[]) => new Blob([...parts]).arrayBuffer();

function folder() {
  const { run, state } = takenRun();
  return { state, files: folderOf({ run, parameters: state.parameters }) };
}

it('is the folder that Transformers and transformers.js load, with all that is known of the run', () => {
  expect(folder().files.map(({ path }) => path)).toEqual([
    'README.md',
    'config.json',
    'model.safetensors',
    'tokenizer.json',
    'tokenizer_config.json',
    'vocab.txt',
    'onnx/model.onnx',
    'tfjs/model.json',
    'tfjs/group1-shard1of1.bin',
    'code/train_from_scratch.py',
    'code/continue_training.py',
    'code/load_keras.py',
    'code/load_onnx.py',
    'code/load_transformers_js.mjs',
    'code/load_tfjs.mjs',
    'code/requirements.txt',
    'curves.csv',
    'curve.svg',
    'runs/events.out.tfevents.1793664000.cloze',
    'cloze.json',
  ]);
});

it('has the run’s weights under their Hugging Face names', async () => {
  const { files, state } = folder();
  const file = files.find(({ path }) => path === 'model.safetensors')!;
  const tensors = readSafetensors(await bytesIn(file.build()));
  // 8 tokens of 8 numbers come first in the flat vector, as `model/layout.ts` has them.
  expect(tensors.get('bert.embeddings.word_embeddings.weight')).toEqual({
    shape: [8, 8],
    values: state.parameters.subarray(0, 64),
  });
  expect(tensors.size).toBe(5 + 16 + 5); // embeddings, the layer, the head
});

it('tells the scripts in cloze.json what was held out', async () => {
  const { files } = folder();
  const written = async (path: string) =>
    new TextDecoder().decode(await bytesIn(files.find((file) => file.path === path)!.build()));
  expect(JSON.parse(await written('cloze.json')).exam.heldOut).toEqual({
    ...{ sentences: [7], exam: [[11, 1, 2]] },
  });
  for (const script of ['continue_training', 'train_from_scratch']) {
    expect(await written(`code/${script}.py`)).toContain('["exam"].get("heldOut"');
  }
});

it('says about how large the files with weights are, before they are built', async () => {
  for (const { path, bytes, build } of folder().files) {
    if (bytes === undefined) continue;
    const size = (await bytesIn(build())).byteLength;
    // The smallest model: names and shapes weigh more than anywhere else.
    expect(size, path).toBeGreaterThanOrEqual(bytes);
    expect(size - bytes, path).toBeLessThan(40_000);
  }
});

it('gives the person’s own text to nobody', async () => {
  const { run, state } = takenRun();
  const own = { ...run, text: { ...run.text, whole: 'My dear diary.' } };
  for (const { path, build } of folderOf({ run: own, parameters: state.parameters })) {
    const text = new TextDecoder().decode(await bytesIn(build()));
    expect(text, path).not.toContain('diary');
  }
});
