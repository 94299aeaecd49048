import type { CodeFacts } from './facts';
import { refuseLong } from './fill';
import { textLiteral } from './literals';
import { VERSIONS } from './versions';

/** `load_transformers_js.mjs`: `fill-mask` of transformers.js on the folder, in Node, without a network. */
export const loadTransformersJs = (facts: CodeFacts): string =>
  `// Fills the blank of a sentence with transformers.js, in Node. In the folder that holds this model's folder,
// so that the packages do not become a part of the model:
//
//   npm install @huggingface/transformers@${VERSIONS.transformersJs}
//   node THE_MODELS_FOLDER/code/load_transformers_js.mjs "The sentence with a [MASK] in it."
//
// Where a proxy or a firewall stops the install script of onnxruntime-node, set ONNXRUNTIME_NODE_INSTALL=skip: the CPU
// needs nothing of what it fetches.

import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { env, pipeline } from '@huggingface/transformers';

const folder = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\\\/]$/, '');
env.allowRemoteModels = false;
env.localModelPath = dirname(folder);

const fill = await pipeline('fill-mask', basename(folder), { dtype: 'fp32' });
const sentence = process.argv[2] ?? ${textLiteral(facts.sentence)};
const ids = fill.tokenizer.encode(sentence);
${refuseLong(facts, 'ids')}
for (const { score, token_str } of await fill(sentence, { top_k: 5 })) {
  console.log(\`\${(100 * score).toFixed(1).padStart(5)} %  \${token_str}\`);
}
`;
