import { BlobReader, BlobWriter, TextReader, ZipWriter } from '@zip.js/zip.js';
import { expect, it } from 'vitest';
import { modelFiles } from '../interop/opening/testFiles';
import { openModelFiles } from './openModelFiles';

type Files = Iterable<readonly [path: string, file: Blob]>;

const open = (files: Files, name = 'tiny') =>
  openModelFiles({ type: 'openModel', modelId: 1, name, files: [...files] });

async function zipped(files: Files): Promise<Blob> {
  const zip = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
  for (const [path, file] of files) await zip.add(path, new BlobReader(file));
  return zip.close();
}

async function opened(files: Files, name?: string) {
  const result = await open(files, name);
  if ('problem' in result) throw new Error(`${result.problem.what} ${result.problem.why}`);
  return result.model;
}
async function problemOf(files: Files) {
  const result = await open(files);
  if ('model' in result) throw new Error('it was opened');
  return result.problem;
}

it('opens a folder, its files alone, and an archive of it as the same model', async () => {
  const folder = await opened(modelFiles('uncased'), 'uncased');
  expect(folder).toMatchObject({
    name: 'uncased',
    positions: 20,
    settings: { hiddenSize: 24, numHiddenLayers: 2, doLowerCase: true, stripAccents: true },
  });
  const loose = [...modelFiles('uncased')].map(
    ([path, file]) => [path.split('/')[1]!, file] as const,
  );
  expect(await opened(loose, '')).toEqual({ ...folder, name: 'BERT 2 × 24' });
  const archive = await zipped(modelFiles('uncased'));
  const fromZip = await opened([['uncased.zip', archive]], 'uncased.zip');
  expect(fromZip).toMatchObject({ id: folder.id, name: 'uncased', settings: folder.settings });
  expect(await fromZip.weights.arrayBuffer()).toEqual(await folder.weights.arrayBuffer());
});

it('takes the files beside the weights, whatever else lies in the archive', async () => {
  const files = modelFiles('uncased');
  const other = new Blob(['{"model_type":"distilbert"}']);
  const around = [
    ['config.json', other],
    ['onnx/config.json', other],
  ] as const;
  const archive = await zipped([...around, ...files]);
  expect((await opened([['a.zip', archive]])).name).toBe('tiny');
});

it('says in words why an archive, or what is in it, cannot be opened', async () => {
  const archive = await zipped(modelFiles('uncased'));
  const cut = await problemOf([['a.zip', archive.slice(0, archive.size - 100)]]);
  expect(cut).toMatchObject({
    what: 'a.zip cannot be unpacked.',
    why: 'It is damaged, or not all of it has arrived.',
    advice: 'Download it again from where it was published.',
  });
  const zip = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
  await zip.add('book.txt', new TextReader('x'));
  const texts = await problemOf([['book.zip', await zip.close()]]);
  expect(texts.what).toBe('The weights are missing.');
  expect((await problemOf([])).what).toBe('The weights are missing.');
});
