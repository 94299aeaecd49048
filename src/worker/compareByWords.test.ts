import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../config/settings';
import { startWasmEngine } from '../engine/wasm/engine';
import { openModel } from '../interop/opening/openModel';
import { bertConfig } from '../model/config';
import { hiddenStates } from '../model/hiddenStates';
import { initialValues } from '../model/initialValues';
import { parameterLayout } from '../model/layout';
import { maskedLogits } from '../model/maskedLogits';
import type { WordSitter } from '../protocol/wordExam';
import { framed } from '../tokenizer/framing';
import { MASK_ID, SPECIAL_TOKENS } from '../tokenizer/vocabulary';
import { createEncoder } from '../tokenizer/wordPiece';
import { compareByWords } from './compareByWords';
import { fromModel } from './fromModel';

const OPENED = join(import.meta.dirname, '../interop/opening/testModels/uncased');

const SIZE = { hiddenSize: 16, numHiddenLayers: 2, numAttentionHeads: 2, intermediateSize: 32 };

/** An untrained run with these tokens. */
function runOf(tokens: readonly string[], seed: number) {
  const settings = { ...DEFAULT_SETTINGS, ...SIZE, maxPositionEmbeddings: 48, seed };
  const vocabulary = {
    tokens: [...SPECIAL_TOKENS, ...tokens],
    doLowerCase: true,
    stripAccents: false,
  };
  const config = bertConfig(settings, vocabulary.tokens.length);
  const layout = parameterLayout(config);
  const parameters = initialValues(config, layout, seed);
  for (let i = 0; i < parameters.length; i++) parameters[i]! *= 8; // so that it has opinions
  const moment = () => new Float32Array(layout.length);
  const state = { parameters, firstMoment: moment(), secondMoment: moment(), step: 0 };
  const sitter: WordSitter = { settings, vocabulary, runId: `${seed}`, state };
  return { sitter, config, parameters, encoder: createEncoder(vocabulary) };
}

const WORDS = ['the', 'ferry', 'sails', 'at', 'noon', 'returns', 'dusk', '.'];
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz.'].flatMap((c) => [c, `##${c}`]);

/** -ln of the probability of the word at place `w` of a sentence, all of its pieces hidden. */
function lossOf(
  { config, parameters, encoder }: ReturnType<typeof runOf>,
  text: string,
  w: number,
) {
  const { ids, wordIds } = encoder.encode(text);
  const places = [...wordIds.keys()].filter((i) => wordIds[i] === w);
  const input = framed(ids.map((id, i) => (places.includes(i) ? MASK_ID : id)));
  const hidden = hiddenStates(config, parameters, input, 'both');
  const V = config.vocabSize;
  const logits = maskedLogits(
    config,
    parameters,
    hidden,
    places.map((i) => i + 1),
  );
  return places.reduce((loss, i, m) => {
    const row = logits.subarray(m * V, (m + 1) * V);
    return loss + Math.log(row.reduce((sum, x) => sum + Math.exp(x), 0)) - row[ids[i]!]!;
  }, 0);
}

it('asks two runs the same words of the held-out sentence, as plain loops answer them', async () => {
  const [words, letters] = [runOf(WORDS, 1), runOf(LETTERS, 2)];
  const sentence = 'The ferry sails at noon.';
  const other = 'The ferry returns at dusk.';
  const result = await compareByWords(
    {
      text: `${sentence} ${other}`,
      language: 'en',
      sitters: [words.sitter, letters.sitter],
    },
    startWasmEngine,
  );
  expect(result).toMatchObject({ words: 5, sentences: 1, unspelled: 0, shortened: 0 });
  // One of the two is held out; which one, the words' losses tell.
  const expected = (run: typeof words, text: string) =>
    [0, 1, 2, 3, 4].map((w) => lossOf(run, text, w)).toSorted((a, b) => a - b);
  const found = result.answers.map(({ losses }) => losses.toSorted());
  const text = [sentence, other].find(
    (one) => Math.abs(expected(words, one)[0]! - found[0]![0]!) < 1e-4,
  );
  expect(text).toBeDefined();
  [words, letters].forEach((run, m) => {
    expected(run, text!).forEach((loss, i) => {
      expect(found[m]![i]).toBeCloseTo(loss, 3);
    });
  });
});

it('asks an opened model as it came, as a run that has its weights', async () => {
  const names = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'model.safetensors'];
  const files = names.map((name) => [name, new Blob([readFileSync(join(OPENED, name))])] as const);
  const { config, vocabulary, weights } = await openModel(new Map(files));
  const { hiddenSize, numHiddenLayers, numAttentionHeads, intermediateSize } = config;
  const settings = {
    ...{ ...DEFAULT_SETTINGS, hiddenSize, numHiddenLayers, numAttentionHeads, intermediateSize },
    ...{ layerNormEps: config.layerNormEps, maxPositionEmbeddings: 16 },
  };
  const state = await fromModel(settings, { vocabulary, model: { vocabulary, weights } });
  const fractions: number[] = [];
  const { words, answers } = await compareByWords(
    {
      text: 'The cat sat on the mat. The dog sat on the mat.',
      language: 'en',
      sitters: [
        { settings, vocabulary, runId: 'a run', state },
        { settings, vocabulary, weights },
      ],
    },
    startWasmEngine,
    (fraction) => fractions.push(fraction),
  );
  expect(words).toBeGreaterThan(1);
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[0]!.losses.every((loss) => loss > 0)).toBe(true);
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  expect(fractions.at(-1)).toBe(1);
});

it('says so where there is nothing to ask', async () => {
  const request = {
    text: 'The ferry sails at noon. The ferry returns at dusk.',
    language: 'en',
    sitters: [runOf(WORDS, 1).sitter, runOf(['1'], 2).sitter],
  };
  await expect(compareByWords(request, startWasmEngine)).rejects.toThrow('No held-out sentence');
});
