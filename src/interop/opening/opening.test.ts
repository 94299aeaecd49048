import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Tensor, writeSafetensors } from '../safetensors';
import { NotAModel } from './notAModel';
import { openModel } from './openModel';
import { openSafetensors } from './safetensorsFile';
import { type ModelName, modelFiles } from './testFiles';

const blob = (...parts: BlobPart[]) => new Blob(parts);
const json = (value: unknown) => blob(JSON.stringify(value));

/** The files of a model with some changed; undefined takes a file away. */
async function changed(
  name: ModelName,
  changes: Readonly<Record<string, (old: string) => unknown>>,
): Promise<Map<string, Blob>> {
  const files = modelFiles(name);
  for (const [file, change] of Object.entries(changes)) {
    const path = `${name}/${file}`;
    const value = change((await files.get(path)?.text()) ?? '');
    if (value === undefined) files.delete(path);
    else files.set(path, value instanceof Blob ? value : json(value));
  }
  return files;
}
const configWith = (change: object) => ({
  'config.json': (old: string) => ({ ...JSON.parse(old), ...change }),
});
const reasonOf = (files: Map<string, Blob>) =>
  openModel(files).then(
    () => 'opened',
    (error) => {
      expect(error).toBeInstanceOf(NotAModel);
      return `${error.what} ${error.why}`;
    },
  );

it('says how words are read, and what was assumed', async () => {
  const [uncased, cased] = await Promise.all(
    (['uncased', 'cased'] as const).map((name) => openModel(modelFiles(name))),
  );
  expect(uncased!.vocabulary).toMatchObject({
    ...{ doLowerCase: true, stripAccents: true, maxWordChars: 100 },
    specialIds: [0, 100, 101, 102, 103],
  });
  expect(uncased!.notes.join(' ')).toMatch(/the head for the next sentence/);
  expect(cased!.vocabulary).toMatchObject({ doLowerCase: false, stripAccents: false });
  const bare = await openModel(
    await changed('cased', { 'tokenizer_config.json': () => undefined }),
  );
  expect(bare.vocabulary.doLowerCase).toBe(false);
  expect(bare.notes.join(' ')).toMatch(/Some of its tokens have capitals/);
  expect(bare.id).toBe(cased!.id);
  expect(bare.id).not.toBe(uncased!.id);
});

it.each([
  [{ model_type: 'distilbert' }, /This is a DistilBERT/],
  [{ model_type: 'roberta' }, /This is a RoBERTa/],
  [{ model_type: 'constructor' }, /a model of the kind “constructor”/],
  [{ hidden_act: 'relu' }, /activation is "relu"/],
  [{ position_embedding_type: 'relative_key' }, /positions are "relative_key"/],
  [{ is_decoder: true }, /It is a decoder/],
  [{ quantization_config: { bits: 4 } }, /quantized/],
  [{ hidden_size: 4096 }, /too large/],
  [{ num_hidden_layers: 3 }, /has no “bert\.encoder\.layer\.2/],
  [{ num_hidden_layers: 1 }, /no part of the model that config\.json describes/],
  [{ intermediate_size: 48 }, /has the shape 40 × 24, not 48 × 24/],
  [{ num_attention_heads: 5 }, /not a multiple/],
  [{ vocab_size: -1 }, /“vocab_size” is -1/],
])('refuses a configuration by name: %j', async (change, reason) => {
  expect(await reasonOf(await changed('uncased', configWith(change)))).toMatch(reason);
});

it.each([
  ['pytorch_model.bin', /pickle/],
  ['tf_model.h5', /TensorFlow/],
  ['model.onnx', /ONNX/],
  ['model.gguf', /GGUF/],
  ['model.safetensors.index.json', /several files/],
  ['readme.txt', /no model\.safetensors/],
])('refuses weights in another format: %s', async (name, reason) => {
  const files = await changed('uncased', { 'model.safetensors': () => undefined, [name]: () => 1 });
  expect(await reasonOf(files)).toMatch(reason);
});

it('refuses a tokenizer of another kind, or of another model', async () => {
  const tokenizer = (change: object) => ({
    'tokenizer.json': (old: string) => ({ ...JSON.parse(old), ...change }),
  });
  const reason = async (change: object) => reasonOf(await changed('uncased', tokenizer(change)));
  expect(await reason({ pre_tokenizer: { type: 'ByteLevel' } })).toMatch(/with ByteLevel/);
  expect(await reason({ normalizer: { type: 'Lowercase' } })).toMatch(/with Lowercase/);
  expect(await reason({ model: { type: 'BPE', vocab: {} } })).toMatch(/is BPE, not WordPiece/);
  const vocab = { type: 'WordPiece', vocab: { a: 5000 } };
  expect(await reason({ model: vocab })).toMatch(/do not belong together/);
  expect(await reason({ model: { ...vocab, vocab: {} }, added_tokens: [] })).toMatch(/no \[PAD\]/);
  expect(await reasonOf(await changed('uncased', { 'tokenizer.json': () => undefined }))).toMatch(
    /neither tokenizer\.json nor vocab\.txt/,
  );
});

/** The weights of a tiny model with some tensors changed or, where undefined, left out. */
async function weightsWith(changes: Readonly<Record<string, Tensor | undefined>>) {
  const file = await openSafetensors(modelFiles('epsilon').get('epsilon/model.safetensors')!);
  const tensors = new Map<string, Tensor>();
  for (const [name, { shape }] of file.entries) {
    tensors.set(name, { shape, values: await file.read(name) });
  }
  for (const [name, tensor] of Object.entries(changes)) {
    if (tensor) tensors.set(name, tensor);
    else tensors.delete(name);
  }
  return changed('epsilon', { 'model.safetensors': () => blob(writeSafetensors(tensors)) });
}
const WORDS = 'bert.embeddings.word_embeddings.weight';

it('takes a decoder of its own as Transformers does: where it differs, and where config.json says so', async () => {
  const file = await openSafetensors(modelFiles('epsilon').get('epsilon/model.safetensors')!);
  const words = { shape: [176, 24], values: await file.read(WORDS) };
  const other = { ...words, values: words.values.map((x) => x + 1) };
  const open = async (decoder: Tensor, told = {}) => {
    const files = await weightsWith({ 'cls.predictions.decoder.weight': decoder });
    const path = 'epsilon/config.json';
    files.set(path, json({ ...JSON.parse(await files.get(path)!.text()), ...told }));
    return openModel(files);
  };
  const untied = await open(other);
  expect(untied.config.tieWordEmbeddings).toBe(false);
  expect(untied.notes.join(' ')).toMatch(/decoder has rows of its own/);
  const equal = await open(words);
  expect(equal.config.tieWordEmbeddings).toBe(true);
  expect(equal.notes.join(' ')).not.toMatch(/decoder/);
  expect((await open(words, { tie_word_embeddings: false })).config.tieWordEmbeddings).toBe(false);
  const missing = await changed('epsilon', configWith({ tie_word_embeddings: false }));
  expect(await reasonOf(missing)).toMatch(/has no “cls\.predictions\.decoder\.weight”/);
  // Saved once, under the other name
  const renamed = await weightsWith({
    [WORDS]: undefined,
    'cls.predictions.decoder.weight': words,
  });
  expect((await openModel(renamed)).config.tieWordEmbeddings).toBe(true);
});

it('refuses a model without a head, and a part of one', async () => {
  const head = ['dense.weight', 'dense.bias', 'LayerNorm.weight', 'LayerNorm.bias'];
  const without = Object.fromEntries(
    head.map((part) => [`cls.predictions.transform.${part}`, undefined]),
  );
  expect(await reasonOf(await weightsWith(without))).toMatch(/no head that guesses words/);
  expect(await reasonOf(await weightsWith({ [WORDS]: undefined }))).toMatch(/has no “bert/);
  const short = { shape: [4], values: new Float32Array(4) };
  expect(await reasonOf(await weightsWith({ 'cls.predictions.bias': short }))).toMatch(
    /the shape 4/,
  );
  const adapter = await weightsWith({ 'bert.encoder.layer.0.adapter.weight': short });
  expect(await reasonOf(adapter)).toMatch(/adapter\.weight/);
  const classifier = await openModel(await weightsWith({ 'classifier.weight': short }));
  expect(classifier.notes.join(' ')).toMatch(/Not needed to guess words: “classifier”/);
});

it('opens weights without the prefix, and asks for config.json where heads cannot be told', async () => {
  const file = await openSafetensors(modelFiles('epsilon').get('epsilon/model.safetensors')!);
  const tensors = new Map<string, Tensor>();
  for (const [name, { shape }] of file.entries) {
    tensors.set(name.replace(/^bert\./, ''), { shape, values: await file.read(name) });
  }
  const bare = { 'model.safetensors': () => blob(writeSafetensors(tensors)) };
  expect(await reasonOf(await changed('epsilon', bare))).toBe('opened');
  const noConfig = { ...bare, 'config.json': () => undefined };
  expect(await reasonOf(await changed('epsilon', noConfig))).toMatch(/config\.json is missing/);
});

/** A file with this header, and so many bytes behind it. */
function withHeader(header: string, bytes = 16, length = BigInt(header.length)): Blob {
  const head = new DataView(new ArrayBuffer(8));
  head.setBigUint64(0, length, true);
  return blob(head, header, new Uint8Array(bytes));
}
const entry = (from: number, to: number, shape = [(to - from) / 4], dtype = 'F32') =>
  JSON.stringify({ dtype, shape, data_offsets: [from, to] });

it.each([
  ['{}', 0, 2n ** 63n, /more names/],
  ['{}', 0, 900n, /end is missing/],
  ['[]', 0, undefined, /no object/],
  ['{', 0, undefined, /not JSON/],
  [`{"a":${entry(0, 8)},"b":${entry(4, 12)}}`, 16, undefined, /overlap/],
  [`{"a":${entry(0, 8)},"\\u0061":${entry(8, 16)}}`, 16, undefined, /two entries “a”/],
  [`{"a":${entry(0, 32)}}`, 16, undefined, /end is missing/],
  [`{"a":${entry(0, 8, [3])}}`, 16, undefined, /as many values/],
  [`{"a":${entry(0, 8, [2 ** 40, 2 ** 40])}}`, 16, undefined, /as many values/],
  [`{"a":${entry(8, 0, [2])}}`, 16, undefined, /ends before/],
  [`{"a":${entry(0, 8, [2], 'I8')}}`, 16, undefined, /of kind I8/],
  ['{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}', 16, undefined, /makes no sense/],
])('refuses a damaged file of weights: %s', async (header, bytes, length, reason) => {
  await expect(openSafetensors(withHeader(header, bytes, length))).rejects.toThrow(reason);
});

it('takes __proto__ for the name of a tensor like any other', async () => {
  const { entries } = await openSafetensors(withHeader(`{"__proto__":${entry(0, 16)}}`));
  expect([...entries.keys()]).toEqual(['__proto__']);
  expect(Object.hasOwn(Object.prototype, 'shape')).toBe(false);
});

it('reads 16-bit floats of both kinds as they were written', async () => {
  const bits = Uint16Array.of(0x3c00, 0xc000, 0x0001, 0x7bff); // 1, -2, 2^-24, 65504
  const half = blob(withHeader(`{"a":${entry(0, 8, [4], 'F16')}}`, 0), bits);
  expect(await (await openSafetensors(half)).read('a')).toEqual(
    Float32Array.of(1, -2, 2 ** -24, 65504),
  );
  const upper = Uint16Array.of(0x3f80, 0xc000, 0x7f80, 0x0000);
  const brain = blob(withHeader(`{"a":${entry(0, 8, [4], 'BF16')}}`, 0), upper);
  expect(await (await openSafetensors(brain)).read('a')).toEqual(
    Float32Array.of(1, -2, Number.POSITIVE_INFINITY, 0),
  );
});

it('opens what is whole and refuses the rest in words, however a file is damaged', async () => {
  const names = ['config.json', 'tokenizer.json', 'model.safetensors'] as const;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...names),
      fc.nat(3000),
      fc.uint8Array({ maxLength: 40 }),
      fc.boolean(),
      async (name, at, bytes, isCut) => {
        const files = modelFiles('epsilon');
        const old = files.get(`epsilon/${name}`)!;
        const rest = isCut ? [] : [old.slice(at + bytes.length)];
        files.set(`epsilon/${name}`, blob(old.slice(0, at), new Uint8Array(bytes), ...rest));
        await reasonOf(files); // it is a refusal, never another error
      },
    ),
    { numRuns: 300 },
  );
});
