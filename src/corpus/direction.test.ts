import { describe, expect, it } from 'vitest';
import { directionWithin, textDirection } from './direction';

describe('a text runs', () => {
  it.each([
    ['en', 'The sea.', 'ltr'],
    ['he', 'TensorFlow, PyTorch, Keras: כולם', 'rtl'],
    ['fa', '', 'rtl'],
    ['ckb', '', 'rtl'],
    ['yi', '', 'rtl'],
    ['ff-Adlm', '', 'rtl'],
    ['und-Hebr', '', 'rtl'],
    ['und-Latn', 'שלום', 'ltr'],
    ['zh-Hant', '', 'ltr'],
    ['mn-Mong', '', 'ltr'],
  ])('in %s: "%s" %s', (language, text, expected) => {
    expect(textDirection(language, text)).toBe(expected);
  });
  it.each([
    ['The sea.', 'ltr'],
    ['He said «שלום».', 'ltr'],
    ['PDF: הקובץ נמצא כאן', 'rtl'],
    ['123 السلام', 'rtl'],
    ['ޢަރަބި', 'rtl'],
    ['ߒߞߏ', 'rtl'],
    ['ܣܘܪܝܝܐ', 'rtl'],
    ['𞤀𞤣𞤤𞤢𞤥', 'rtl'],
    ['', 'ltr'],
    ['42 !', 'ltr'],
  ])('where its language is not known: "%s" %s', (text, expected) => {
    expect(textDirection('und', text)).toBe(expected);
    expect(textDirection('no tag', text)).toBe(expected);
  });
});

it.each([
  ['rtl', 'אני אוהב TensorFlow, PyTorch', 'rtl'],
  ['ltr', 'אני אוהב TensorFlow, PyTorch', 'ltr'],
  ['rtl', 'An English sentence.', 'ltr'],
  ['ltr', 'السلام عليكم', 'rtl'],
  ['rtl', '42', 'rtl'],
  ['ltr', '42', 'ltr'],
] as const)('within a text that runs %s, "%s" runs %s', (around, text, expected) => {
  expect(directionWithin(around, text)).toBe(expected);
});
