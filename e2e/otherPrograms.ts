import { readFile } from 'node:fs/promises';
import { Tokenizer } from '@huggingface/tokenizers';
import type { Download } from '@playwright/test';
import * as tf from '@tensorflow/tfjs';
import { BlobReader, type FileEntry, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { InferenceSession, Tensor } from 'onnxruntime-web';

/** The files of a folder by their paths. */
export type Folder = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

export const bytesOf = async (download: Download): Promise<Uint8Array<ArrayBuffer>> =>
  Uint8Array.from(await readFile(await download.path()));

export async function unzipped(download: Download): Promise<Folder> {
  const zip = new ZipReader(new BlobReader(new Blob([await bytesOf(download)])));
  const files = (await zip.getEntries()).filter((entry): entry is FileEntry => !entry.directory);
  const read = files.map(async (entry) => {
    const bytes = await entry.getData(new Uint8ArrayWriter());
    return [entry.filename, Uint8Array.from(bytes)] as const;
  });
  return new Map(await Promise.all(read));
}

export function textIn(folder: Folder, path: string): string {
  const bytes = folder.get(path);
  if (!bytes) throw new Error(`textIn: the folder has no ${path}`);
  return new TextDecoder().decode(bytes);
}

/** A guess for a blank as the page writes it. */
export interface Guessed {
  readonly word: string;
  readonly percent: number;
}

/** Cuts a sentence with one [MASK] as Hugging Face does, runs it, and gives the five best guesses. */
async function fill(
  folder: Folder,
  sentence: string,
  run: (ids: readonly number[]) => Promise<Float32Array>,
): Promise<Guessed[]> {
  const json = JSON.parse(textIn(folder, 'tokenizer.json'));
  const tokenizer = new Tokenizer(json, JSON.parse(textIn(folder, 'tokenizer_config.json')));
  const { ids } = tokenizer.encode(sentence);
  const tokens = textIn(folder, 'vocab.txt').split('\n').slice(0, -1);
  const logits = await run(ids);
  const V = tokens.length;
  const at = ids.indexOf(tokens.indexOf('[MASK]')) * V;
  const row = Array.from(logits.subarray(at, at + V));
  const total = row.reduce((sum, logit) => sum + Math.exp(logit), 0);
  return row
    .map((logit, id) => ({ word: tokens[id]!, percent: (100 * Math.exp(logit)) / total }))
    .filter(({ word }) => !/^\[[A-Z]+\]$/.test(word)) // The page guesses words.
    .sort((a, b) => b.percent - a.percent)
    .slice(0, 5);
}

/** What ONNX Runtime makes of a folder. */
export const onnxGuesses = (folder: Folder, sentence: string): Promise<Guessed[]> =>
  fill(folder, sentence, async (ids) => {
    const session = await InferenceSession.create(folder.get('onnx/model.onnx')!);
    const row = (value: (id: number) => number) =>
      new Tensor(
        'int64',
        BigInt64Array.from(ids, (id) => BigInt(value(id))),
        [1, ids.length],
      );
    const { logits } = await session.run({
      input_ids: row((id) => id),
      attention_mask: row(() => 1),
      token_type_ids: row(() => 0),
    });
    return Float32Array.from(logits!.data as Float32Array);
  });

/** What TensorFlow.js makes of it. */
export const tfjsGuesses = (folder: Folder, sentence: string): Promise<Guessed[]> =>
  fill(folder, sentence, async (ids) => {
    const fetchFunc = async (path: RequestInfo | URL) =>
      new Response(folder.get(`${path}`.replace('http://cloze.test/', '')));
    const model = await tf.loadGraphModel('http://cloze.test/tfjs/model.json', { fetchFunc });
    const row = (value: (id: number) => number) =>
      tf.tensor2d([ids.map(value)], undefined, 'int32');
    const logits = model.predict({
      input_ids: row((id) => id),
      attention_mask: row(() => 1),
      token_type_ids: row(() => 0),
    });
    if (!(logits instanceof tf.Tensor)) throw new Error('tfjsGuesses: more than one output');
    return Float32Array.from(await logits.data());
  });
