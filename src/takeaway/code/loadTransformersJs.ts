import type { CodeFacts } from './facts';
import { textLiteral } from './literals';
import { VERSIONS } from './versions';

const NOTES = {
  both: '',
  left: '\n// The run saw only what stands before a token. transformers.js shows the model both sides, so it guesses worse here.',
  right:
    '\n// The run saw only what stands after a token. transformers.js shows the model both sides, so it guesses worse here.',
} as const;

/** `load_transformers_js.mjs`: `fill-mask` of transformers.js on the folder, in Node, without a network. */
export const loadTransformersJs = ({ settings, sentence }: CodeFacts): string =>
  `// Fills the blank of a sentence with transformers.js, in Node:
//
//   npm install @huggingface/transformers@${VERSIONS.transformersJs}
//   node code/load_transformers_js.mjs "The sentence with a [MASK] in it."
${NOTES[settings.context]}
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { env, pipeline } from '@huggingface/transformers';

const folder = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\\\/]$/, '');
env.allowRemoteModels = false;
env.localModelPath = dirname(folder);

const fill = await pipeline('fill-mask', basename(folder), { dtype: 'fp32' });
const sentence = process.argv[2] ?? ${textLiteral(sentence)};
for (const { score, token_str } of await fill(sentence, { top_k: 5 })) {
  console.log(\`\${(100 * score).toFixed(1).padStart(5)} %  \${token_str}\`);
}
`;
