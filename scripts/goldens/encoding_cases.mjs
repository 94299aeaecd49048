// Prints, as JSON, what make_encoding.py asks Rust about: strings, and our tokenizer.json of every kind.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const load = async (path) => {
  const file = fileURLToPath(new URL(`../../src/interop/${path}`, import.meta.url));
  return (await runnerImport(file, { configFile: false, logLevel: 'error' })).module;
};
const { testStrings } = await load('testStrings.ts');
const { KINDS, learnedFrom } = await load('testVocabulary.ts');
const { tokenizerJson } = await load('tokenizerJson.ts');

const cases = KINDS.map((kind, i) => {
  const strings = testStrings(50, 100 + i);
  const vocabulary = learnedFrom(strings.slice(0, 40), kind, 1000); // the last may hold unknown characters
  return { ...kind, tokens: vocabulary.tokens, strings, tokenizerJson: tokenizerJson(vocabulary) };
});
process.stdout.write(JSON.stringify(cases));
