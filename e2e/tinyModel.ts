import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { normalAt } from '../src/base/random';
import { writeSafetensors } from '../src/interop/safetensors';
import { stateDict } from '../src/interop/stateDict';
import type { BertConfig } from '../src/model/config';
import { encodeLayers } from '../src/model/hiddenStates';
import { parameterLayout } from '../src/model/layout';
import { maskedLogits } from '../src/model/maskedLogits';

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
/** In the order of the files: the special tokens are not the first, as in the models that Google published. */
const TOKENS = [
  ...['[PAD]', 'the', 'cat', 'sat', 'on', 'mat', '.', '[UNK]', '[CLS]', '[SEP]', '[MASK]'],
  ...LETTERS,
  ...LETTERS.map((letter) => `##${letter}`),
];

const CONFIG: BertConfig = {
  ...{ vocabSize: TOKENS.length, hiddenSize: 24, numHiddenLayers: 2, numAttentionHeads: 2 },
  ...{ intermediateSize: 40, maxPositionEmbeddings: 48, typeVocabSize: 2 },
  ...{ layerNormEps: 1e-12, tieWordEmbeddings: true, initializerRange: 0.3 },
};

/** Weights large enough that guesses and maps differ clearly. */
function parameters(): Float32Array {
  const { groups, length } = parameterLayout(CONFIG);
  const flat = new Float32Array(length);
  for (const { name, offset, size } of groups) {
    const centre = name.endsWith('LayerNorm.weight') ? 1 : 0;
    for (let i = offset; i < offset + size; i++) flat[i] = centre + 0.3 * normalAt(7, i);
  }
  return flat;
}

/** A tensor's name as the first BERTs had it. */
const oldName = (name: string) =>
  name
    .replace(/LayerNorm\.weight$/, 'LayerNorm.gamma')
    .replace(/LayerNorm\.bias$/, 'LayerNorm.beta');

/** Writes the folder of a tiny random BERT, and returns its path. Old names, a pooler, and `vocab.txt` alone. */
export function writeTinyModel(folder: string, modelType = 'bert'): string {
  mkdirSync(folder, { recursive: true });
  const tensors = [...stateDict(CONFIG, parameters())].map(
    ([name, tensor]) => [oldName(name), tensor] as const,
  );
  const pooler = { shape: [24], values: new Float32Array(24) };
  const weights = writeSafetensors(new Map([...tensors, ['bert.pooler.dense.bias', pooler]]));
  writeFileSync(join(folder, 'model.safetensors'), weights);
  writeFileSync(join(folder, 'vocab.txt'), `${TOKENS.join('\n')}\n`);
  const config = {
    ...{ model_type: modelType, vocab_size: TOKENS.length, hidden_size: 24, hidden_act: 'gelu' },
    ...{ num_hidden_layers: 2, num_attention_heads: 2, intermediate_size: 40 },
    ...{ max_position_embeddings: 48, type_vocab_size: 2, layer_norm_eps: 1e-12 },
  };
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
  return folder;
}

/** What that model guesses for the blank of a sentence given as tokens: the likeliest five, computed in plain loops. */
export function tinyGuesses(tokens: readonly string[]): { token: string; probability: number }[] {
  const ids = ['[CLS]', ...tokens, '[SEP]'].map((token) => TOKENS.indexOf(token));
  const flat = parameters();
  const layers = [...encodeLayers(CONFIG, flat, ids, 'both')];
  const blank = 1 + tokens.indexOf('[MASK]');
  const logits = maskedLogits(CONFIG, flat, layers.at(-1)!.hidden, [blank]);
  const exponentials = Array.from(logits, Math.exp);
  const sum = exponentials.reduce((a, b) => a + b, 0);
  return TOKENS.map((token, id) => ({ token, probability: exponentials[id]! / sum }))
    .filter(({ token }) => !/^\[.*\]$/.test(token))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, 5);
}
