import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { shelfAt } from './addModel.mjs';

const TINY = join(import.meta.dirname, '../src/interop/opening/testModels/uncased');
let place;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'cloze-models-'));
});
afterEach(() => rmSync(place, { recursive: true }));

const listed = () => JSON.parse(readFileSync(join(place, 'index.json'), 'utf8')).models;

it('copies what the page needs, lists it once, and takes it away again', async () => {
  const shelf = shelfAt(place);
  await shelf.add(TINY, 'Tiny');
  const { notes } = await shelf.add(TINY, 'Tiny again');
  expect(notes.join(' ')).toMatch(/Not needed to guess words/);
  expect(listed().map(({ name, folder }) => [name, folder])).toEqual([['Tiny again', 'uncased']]);
  const { files } = listed()[0];
  expect(files.map(({ name }) => name)).toEqual([
    ...['model.safetensors', 'config.json', 'tokenizer.json', 'tokenizer_config.json'],
  ]);
  for (const { name, bytes } of files) {
    expect(readFileSync(join(place, 'uncased', name)).length).toBe(bytes);
  }
  expect(() => shelf.remove('other')).toThrow('There is no model "other"');
  shelf.remove('Tiny again');
  expect(listed()).toEqual([]);
  expect(readdirSync(place)).toEqual(['index.json']);
});

it('refuses what the page would refuse, and leaves the list as it was', async () => {
  const from = join(place, 'a model');
  cpSync(TINY, from, { recursive: true });
  const config = JSON.parse(readFileSync(join(from, 'config.json'), 'utf8'));
  writeFileSync(join(from, 'config.json'), JSON.stringify({ ...config, model_type: 'distilbert' }));
  const shelf = shelfAt(join(place, 'shelf'));
  await expect(shelf.add(from)).rejects.toThrow('This is a DistilBERT.');
  expect(readdirSync(place)).toEqual(['a model']);
  writeFileSync(join(from, 'config.json'), JSON.stringify(config));
  expect((await shelf.add(from)).folder).toBe('a-model');
});
