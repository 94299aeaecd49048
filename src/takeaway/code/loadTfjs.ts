import type { CodeFacts } from './facts';
import { refuseLong } from './fill';
import { textLiteral } from './literals';
import { VERSIONS } from './versions';

/** `load_tfjs.mjs`: the model in plain TensorFlow.js, read from the disk, as `loadGraphModel` of Node cannot by itself. */
export const loadTfjs = (facts: CodeFacts): string =>
  `// Fills the blank of a sentence with TensorFlow.js, in Node. In the folder that holds this model's folder,
// so that the packages do not become a part of the model:
//
//   npm install @tensorflow/tfjs@${VERSIONS.tfjs} @huggingface/tokenizers@${VERSIONS.tokenizersJs}
//   node THE_MODELS_FOLDER/code/load_tfjs.mjs "The sentence with a [MASK] in it."

import { readFileSync } from 'node:fs';
import { Tokenizer } from '@huggingface/tokenizers';
import * as tf from '@tensorflow/tfjs';

const read = (path) => readFileSync(new URL(\`../\${path}\`, import.meta.url));
const json = (path) => JSON.parse(read(path));

const tokenizer = new Tokenizer(json('tokenizer.json'), json('tokenizer_config.json'));
const { ids } = tokenizer.encode(process.argv[2] ?? ${textLiteral(facts.sentence)});
${refuseLong(facts, 'ids')}

// In a browser, tf.loadGraphModel('tfjs/model.json') does the same. In Node it reads no files.
const { weightsManifest, ...model } = json('tfjs/model.json');
const [{ paths, weights }] = weightsManifest;
const weightData = Uint8Array.from(read(\`tfjs/\${paths[0]}\`)).buffer;
const graph = await tf.loadGraphModel(tf.io.fromMemory({ ...model, weightSpecs: weights, weightData }));

const row = (values) => tf.tensor2d([values], undefined, 'int32');
const logits = graph.predict({
  input_ids: row(ids),
  attention_mask: row(ids.map(() => 1)),
  token_type_ids: row(ids.map(() => 0)),
});
const probabilities = await tf.softmax(logits).squeeze([0]).array();
for (const [place, id] of ids.entries()) {
  if (id !== tokenizer.token_to_id('[MASK]')) continue;
  const best = [...probabilities[place].entries()].sort((a, b) => b[1] - a[1]).slice(0, 5);
  for (const [token, share] of best) {
    console.log(\`\${(100 * share).toFixed(1).padStart(5)} %  \${tokenizer.id_to_token(token)}\`);
  }
  console.log();
}
`;
