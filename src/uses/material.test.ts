import { expect, it } from 'vitest';
import { createEncoder } from '../tokenizer/wordPiece';
import { materialOf, sentencesOf, wholeWordVocabulary, wordsOf } from './material';
import { tinyWorld } from './testWorld';

it('cuts a text into lower-case words and signs', () => {
  expect(wordsOf('The  Café isn’t “open”.')).toEqual([
    'the',
    'café',
    'isn',
    '’',
    't',
    '“',
    'open',
    '”',
    '.',
  ]);
  expect(wordsOf(' \n')).toEqual([]);
});

it('makes every word a token, the most frequent first, then by name; labels last', () => {
  const { tokens } = wholeWordVocabulary(['B a c.', ['A b.', 'B.']], ['[yes]', '[no]']);
  expect(tokens.slice(5)).toEqual(['.', 'b', 'a', 'c', '[yes]', '[no]']);
});

it('knows every word of its passages whole', () => {
  const passages = ['The Café isn’t open.', ['Éa !', 'Ça']] as const;
  const vocabulary = wholeWordVocabulary(passages);
  const { encode } = createEncoder(vocabulary);
  for (const text of sentencesOf(passages)) {
    const found = [...encode(text).ids].map((id) => vocabulary.tokens[id]);
    expect(found).toEqual(wordsOf(text));
  }
});

it('refuses a label that is a word, or comes twice', () => {
  expect(() => wholeWordVocabulary(['a b'], ['b'])).toThrow('the label “b”');
  expect(() => wholeWordVocabulary(['a b'], ['[x]', '[x]'])).toThrow('the label “[x]”');
});

it('draws a language once, but another for a world with other settings', () => {
  const { world, drawn } = tinyWorld();
  const material = materialOf(world);
  expect(materialOf(world)).toBe(material);
  expect(drawn()).toBe(1);
  const shorter = { ...world, recipe: { ...world.recipe, maxSteps: 3 } };
  expect(materialOf(shorter).settings.maxSteps).toBe(3);
  expect(materialOf(world).settings.maxSteps).toBe(world.recipe.maxSteps);
});

it('has settings of its own where the recipe gives none, and a model of that size', () => {
  const { settings, config, vocabulary } = materialOf(tinyWorld().world);
  expect(settings).toMatchObject({ warmupSteps: 0, batchSize: 32, weightDecay: 0.01 });
  expect(config).toMatchObject({ hiddenSize: 16, vocabSize: vocabulary.tokens.length });
});
