import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { engine, stateOf } from '../pretrain/engine';
import { readSafetensors } from '../src/interop/safetensors';
import { stateDict } from '../src/interop/stateDict';
import { isSameInJs } from '../src/interop/testSameInJs';
import { tokensOf } from '../src/interop/tokenizerJson';
import type { BertConfig } from '../src/model/config';
import { parameterLayout } from '../src/model/layout';
import { framed, roomFor } from '../src/tokenizer/framing';
import { MASK_ID, PAD_ID, type Vocabulary } from '../src/tokenizer/vocabulary';
import { createEncoder, type Encoder } from '../src/tokenizer/wordPiece';

const TOP = 5;

/** What Cloze makes of a folder, for others to be compared with. */
export interface Expected {
  /** Each with one [MASK] */
  readonly sentences: readonly string[];
  /** Of each sentence, [CLS] and [SEP] included */
  readonly ids: readonly (readonly number[])[];
  /** Of each sentence, at each of its tokens: [T, V] */
  readonly logits: readonly (readonly (readonly number[])[])[];
  /** Of each sentence: the most probable tokens at its [MASK] */
  readonly top: readonly (readonly number[])[];
  readonly strings: readonly {
    readonly text: string;
    readonly ids: readonly number[];
    /** Whether the JavaScript library follows the Rust original here */
    readonly sameInJs: boolean;
  }[];
}

const read = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8');

function readConfig(folder: string): BertConfig {
  const json = JSON.parse(read(folder, 'config.json'));
  return {
    vocabSize: json.vocab_size,
    hiddenSize: json.hidden_size,
    numHiddenLayers: json.num_hidden_layers,
    numAttentionHeads: json.num_attention_heads,
    intermediateSize: json.intermediate_size,
    maxPositionEmbeddings: json.max_position_embeddings,
    typeVocabSize: json.type_vocab_size,
    layerNormEps: json.layer_norm_eps,
    initializerRange: json.initializer_range,
    tieWordEmbeddings: json.tie_word_embeddings,
  };
}

function readVocabulary(folder: string): Vocabulary {
  const json = read(folder, 'tokenizer.json');
  const { normalizer, model } = JSON.parse(json);
  const spelling = [normalizer, ...(normalizer.normalizers ?? [])].find(
    ({ type }) => type === 'BertNormalizer',
  );
  return {
    tokens: tokensOf(json),
    doLowerCase: spelling.lowercase,
    stripAccents: spelling.strip_accents ?? spelling.lowercase,
    maxWordChars: model.max_input_chars_per_word,
  };
}

/** The parameters of a folder as one vector, in the order of the layout. */
export function readParameters(folder: string, config: BertConfig): Float32Array {
  const parameters = new Float32Array(parameterLayout(config).length);
  const tensors = readSafetensors(
    new Uint8Array(readFileSync(join(folder, 'model.safetensors'))).buffer,
  );
  for (const [name, { shape, values }] of stateDict(config, parameters)) {
    const found = tensors.get(name);
    if (!found) throw new Error(`readParameters: ${name} is missing from ${folder}`);
    if (String(found.shape) !== String(shape)) {
      throw new Error(`readParameters: ${name} is [${found.shape}], not [${shape}]`);
    }
    values.set(found.values);
  }
  return parameters;
}

/** The sentence with its middle word hidden; undefined where it does not fit, or has no word to hide. */
function withBlank(sentence: string, encoder: Encoder, most: number): string | undefined {
  const { ids, starts, ends, wordIds } = encoder.encode(sentence);
  const word = wordIds[Math.floor(ids.length / 2)];
  const first = wordIds.indexOf(word ?? -1);
  if (first < 0 || ids.length > most) return undefined;
  return `${sentence.slice(0, starts[first])}[MASK]${sentence.slice(ends[wordIds.lastIndexOf(word!)])}`;
}

const framedIds = (text: string, encoder: Encoder): number[] => [
  ...framed(
    text
      .split('[MASK]')
      .flatMap((part, i) => [...(i ? [MASK_ID] : []), ...encoder.encode(part).ids]),
  ),
];

/** Reads a folder and computes with Cloze's WASM engine; a ragged batch of the sentences in which a word can be hidden. */
export async function expectedOf(
  folder: string,
  sentences: readonly string[],
  strings: readonly string[],
): Promise<Expected> {
  const config = readConfig(folder);
  const encoder = createEncoder(readVocabulary(folder));
  const most = roomFor(config.maxPositionEmbeddings);
  const blanked = sentences.flatMap((sentence) => withBlank(sentence, encoder, most) ?? []);
  const ids = blanked.map((sentence) => framedIds(sentence, encoder));
  const [B, T] = [ids.length, Math.max(...ids.map((row) => row.length))];
  const inputIds = new Int32Array(B * T).fill(PAD_ID);
  const attentionMask = new Int32Array(B * T);
  const positions: number[] = [];
  ids.forEach((row, b) => {
    inputIds.set(row, b * T);
    attentionMask.fill(1, b * T, b * T + row.length);
    row.forEach((_, t) => {
      positions.push(b * T + t);
    });
  });
  const state = stateOf(config, readParameters(folder, config));
  const model = await engine.createModel(config, state, { batchSize: B, sequenceLength: T });
  const { logits } = await model.infer(
    {
      ...{ batchSize: B, sequenceLength: T, inputIds, attentionMask },
      ...{ positions: Int32Array.from(positions), labels: new Int32Array(positions.length) },
    },
    'both',
    { attentions: false },
  );
  model.dispose();
  const V = config.vocabSize;
  let m = 0;
  const rows = ids.map((row) => row.map(() => Array.from(logits.subarray(m * V, ++m * V))));
  return {
    sentences: blanked,
    ids,
    logits: rows,
    top: rows.map((row, b) => topOf(row[ids[b]!.indexOf(MASK_ID)]!)),
    strings: strings.map((text) => ({
      ...{ text, ids: Array.from(encoder.encode(text).ids), sameInJs: isSameInJs(text) },
    })),
  };
}

/** The ids of the largest logits, the largest first. */
const topOf = (logits: readonly number[]): number[] =>
  [...logits.keys()].sort((a, b) => logits[b]! - logits[a]!).slice(0, TOP);
