// Compares what transformers.js makes of a folder with what Cloze makes of it: check.mjs FOLDER expected.json rows.json
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { AutoModelForMaskedLM, AutoTokenizer, env, pipeline } from '@huggingface/transformers';

const [folder, wanted, out] = process.argv.slice(2);
const expected = JSON.parse(readFileSync(wanted, 'utf8'));
env.allowRemoteModels = false;
env.localModelPath = dirname(folder);
const name = basename(folder);

const tokenizer = await AutoTokenizer.from_pretrained(name);
const model = await AutoModelForMaskedLM.from_pretrained(name, { dtype: 'fp32' });
const { logits } = await model(await tokenizer(expected.sentences, { padding: true }));
const [, T, V] = logits.dims;
let difference = 0;
expected.logits.forEach((rows, b) => {
  rows.forEach((row, t) => {
    row.forEach((value, v) => {
      difference = Math.max(difference, Math.abs(logits.data[(b * T + t) * V + v] - value));
    });
  });
});

const fill = await pipeline('fill-mask', name, { dtype: 'fp32' });
let top = 0;
for (const [b, sentence] of expected.sentences.entries()) {
  const guesses = await fill(sentence, { top_k: 5 });
  if (String(guesses.map(({ token }) => token)) === String(expected.top[b])) top++;
}

const strings = expected.strings.filter(({ sameInJs }) => sameInJs);
const same = strings.filter(
  ({ text, ids }) => String(tokenizer.encode(text, { add_special_tokens: false })) === String(ids),
);
const encodings = [same.length, strings.length];
writeFileSync(out, JSON.stringify([{ consumer: 'transformers.js', difference, top, encodings }]));
