import { fuzzBytes, fuzzText } from '../../base/testFuzz';
import { SPECIAL_TOKENS } from '../../tokenizer/vocabulary';
import { NotAModel } from './notAModel';
import { openModel } from './openModel';
import { readConfig } from './readConfig';
import { readTokenizer } from './readTokenizer';
import { openSafetensors } from './safetensorsFile';
import { modelFiles } from './testFiles';

const files = modelFiles('uncased');
const textOf = (name: string) => files.get(`uncased/${name}`)!.text();
const config = await textOf('config.json');
const tokenizer = await textOf('tokenizer.json');
const weights = new Uint8Array(await files.get('uncased/model.safetensors')!.arrayBuffer());
const vocab = [...SPECIAL_TOKENS, 'a', 'cat', '##s'].join('\n');
const ROWS = JSON.parse(config).vocab_size as number;

const JSON_WORDS = [
  '{',
  '}',
  '[',
  ']',
  ':',
  ',',
  '"',
  '\\',
  'null',
  'true',
  '0',
  '1e9',
  '"a":',
  '[[',
  '{"',
  '"x"',
];

fuzzText({
  name: 'config.json',
  samples: [config],
  words: [
    ...JSON_WORDS,
    '"hidden_size":',
    '"hidden_act":',
    '"vocab_size":',
    '"pruned_heads":',
    '"model_type":',
  ],
  once: [
    { before: '{"hidden_act":', opening: '[', closing: ']', after: '}' },
    { before: '{"hidden_act":"', opening: 'x', after: '"}' },
  ],
  read: readConfig,
  refuses: [NotAModel],
});
fuzzText({
  name: 'tokenizer.json',
  samples: [tokenizer],
  words: [...JSON_WORDS, '"vocab":', '"id":', '"normalizers":', '[CLS]', '##a', '"added_tokens":'],
  read: (json) => readTokenizer({ 'tokenizer.json': json }, ROWS),
  refuses: [NotAModel],
});
fuzzText({
  name: 'vocab.txt and tokenizer_config.json',
  samples: [vocab, `${vocab}\n\r\n`, '{"do_lower_case":false,"tokenizer_class":"BertTokenizer"}'],
  words: [...JSON_WORDS, '\n', '\r', '[PAD]', '##', '"do_lower_case":'],
  read: (text) => [
    readTokenizer({ 'vocab.txt': text.replace(/\n$/, '') }, 5000),
    readTokenizer({ 'vocab.txt': vocab, 'tokenizer_config.json': text }, 8),
  ],
  refuses: [NotAModel],
});

const headed = (header: string, data = 0): Uint8Array => {
  const json = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + json.length + data);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  return bytes;
};
const SMALL = headed(
  '{"__metadata__":{"format":"pt"},"a.b":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"c":{"dtype":"F16","shape":[1],"data_offsets":[16,18]}}',
  18,
);
/** Its names and shapes, and as many values as it has bytes. */
const openWeights = async (bytes: Uint8Array) => {
  const { entries, read } = await openSafetensors(new Blob([Uint8Array.from(bytes)]));
  let values = 0;
  for (const name of [...entries.keys()].slice(0, 50)) values += (await read(name)).length;
  if (2 * values > bytes.length) throw new Error(`${values} values of ${bytes.length} bytes`);
  return entries;
};
const TENSORS = [
  '"dtype":"F32"',
  '"shape":[',
  '"data_offsets":[',
  'I64',
  'BF16',
  '[0,1e15]',
  ...JSON_WORDS,
];
fuzzBytes({
  name: 'the header of model.safetensors',
  samples: [SMALL, weights],
  words: TENSORS,
  read: openWeights,
  refuses: [NotAModel],
});
const MANY_NAMES = `{${Array.from({ length: 60_000 }, (_, i) => `"${i}":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}`).join()}}`;
fuzzText({
  name: 'the names in model.safetensors',
  samples: [new TextDecoder().decode(SMALL.subarray(8, -18))],
  words: [...TENSORS, '"b":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},'],
  once: [
    {
      before: '{',
      opening: '"b":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},',
      after: '"c":0}',
    },
    MANY_NAMES,
  ],
  read: (header) => openWeights(headed(header)),
  refuses: [NotAModel],
});
fuzzBytes({
  name: 'the files of a model',
  samples: [weights],
  words: TENSORS,
  async read(bytes) {
    const changed = new Map(files).set(
      'uncased/model.safetensors',
      new Blob([Uint8Array.from(bytes)]),
    );
    const { config: found, vocabulary, notes } = await openModel(changed);
    return { found, vocabulary, notes };
  },
  refuses: [NotAModel],
  runs: 30,
});
