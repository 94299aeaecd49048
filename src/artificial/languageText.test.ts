import { beforeAll, expect, it } from 'vitest';
import type { TokenizerKind } from '../config/settings';
import { makeDataset } from '../dataset/dataset';
import { prepareText } from '../dataset/prepare';
import { compile } from '../grammar/compile';
import { languages } from '../grammar/languages';
import { sampleSentences } from '../grammar/sample';
import { writeSentences } from '../grammar/write';
import { makeExam } from '../train/exam';
import { knowLanguage, MOST_WORDS } from './languageText';

let grammar: string;
let text: string;
beforeAll(async () => {
  grammar = await languages.find(({ id }) => id === 'clue')!.load();
  const automaton = compile(grammar, { maxWords: MOST_WORDS });
  text = writeSentences(sampleSentences(automaton, 1, 3000).map(({ words }) => words));
});

/** The language as the page learns it as a text. */
async function known({
  tokenizer = 'word' as TokenizerKind,
  packSentences = false,
  keepTogether = false,
  length = 24,
  grammarKnown = grammar,
}) {
  const { encoded, vocabulary } = await prepareText(text, {
    ...{ tokenizer, vocabSize: 1024, doLowerCase: true, minFrequency: 1 },
  });
  const dataset = makeDataset(encoded, {
    sequenceLength: length,
    keepTogether,
    packSentences,
  });
  const exam = makeExam(dataset, vocabulary.tokens.length);
  const settings = { maxPositionEmbeddings: length, packSentences, keepTogether, tokenizer };
  const found = knowLanguage({
    grammar: grammarKnown,
    vocabulary,
    exam,
    settings,
  });
  return { tokens: vocabulary.tokens, ...found };
}

it('knows the floors and the exact answers of a language that is learned as a text', async () => {
  const { truth, tokens, ...rest } = await known({});
  if (!truth || !('facts' in rest)) throw new Error('nothing is known');
  const { floors, telling } = rest.facts;
  const { left, right, both } = floors;
  // As the experiments has them, 1.00, 0.94 and 0.65 on its own exam: of 400 blanks a mean is off by 0.1 at most.
  expect(both.loss).toBeGreaterThan(0.45);
  expect(both.loss).toBeLessThan(0.85);
  expect(left.loss).toBeGreaterThan(both.loss + 0.15);
  expect(right.loss).toBeGreaterThan(both.loss);
  expect(both.accuracy).toBeGreaterThan(left.accuracy);
  // The measure is what only the right side tells; a name tells nothing, from whatever side.
  const of = (word: string) => telling[tokens.indexOf(word)]!;
  expect(of('flock')).toBeGreaterThan(0.5);
  expect(of('anna')).toBeLessThan(0.01);
});

it('says why where nothing is known', async () => {
  const reasonOf = async (options: Parameters<typeof known>[0]) => {
    const found = await known(options);
    return found.truth ? '' : found.reason;
  };
  expect(await reasonOf({ length: 12 })).toMatch(/up to \d+ words, but a window has room for 10/);
  expect(await reasonOf({ packSentences: true })).toMatch(/share windows/);
  expect(await reasonOf({ keepTogether: true })).toMatch(/not drawn as the grammar draws/);
  // A word that the language has, but none of these sentences.
  const withRare = grammar.replace('tea | milk', 'tea | axolotl [0.000001] | milk');
  expect(await reasonOf({ grammarKnown: withRare })).toMatch(/axolotl.*more weight/);
  expect(await reasonOf({ tokenizer: 'character' })).toMatch(/is no token/);
});
