import { expect, it } from 'vitest';
import { AUTO_KEYS, decide, type TextFacts } from '../../config/auto';
import { DEFAULT_SETTINGS, type Settings } from '../../config/settings';
import { planText } from './planText';

const SHORT: TextFacts = {
  ...{ language: 'en', words: 400, sentences: 42, recurring: 0.7 },
  starter: { language: 'en', read: 0 },
};

/** What is said of a text where everything is left to Auto but these settings. */
function said(facts: Partial<TextFacts>, set: Partial<Settings> = {}, language = 'English') {
  const all = { ...SHORT, ...facts };
  const auto = AUTO_KEYS.filter((key) => !(key in set));
  const settings = decide(all, { ...DEFAULT_SETTINGS, ...set }, auto);
  return planText({ facts: all, settings, auto, language });
}

it('says what a run begins from, and why', () => {
  expect(said({})).toBe(
    'The starter is a small model that has read other English texts: it is pretrained. 42 sentences alone would teach it little.',
  );
  expect(said({ words: 9000, sentences: 652 })).toMatch(/It learns a text of 652 sentences faster/);
  expect(said({ words: 1e6 })).toMatch(
    /^The model starts from random numbers\. A text of .* words is enough to learn from/,
  );
  expect(said({}, { beginFrom: 'nothing' })).toBe(
    'The model starts from random numbers, as you chose. From 42 sentences alone a model learns little more than word frequencies; more text helps most.',
  );
  expect(said({ words: 9000 }, { beginFrom: 'nothing', tokenizer: 'model', openedModel: 7 })).toBe(
    'The model starts from random numbers and has the tokens of an opened model, as you chose.',
  );
  expect(said({}, { hiddenSize: 128 })).toMatch(
    /^The model starts from random numbers\. The starter has the size of Small/,
  );
  expect(said({}, { tokenizer: 'word' })).toMatch(
    /can read only its own tokens, and you chose others/,
  );
});

it('says what a run from an opened model has, and that one from another browser lacks its model', () => {
  const from = (model?: string) =>
    planText({
      ...{ facts: SHORT, auto: [], language: 'English', model },
      settings: { ...DEFAULT_SETTINGS, beginFrom: 'opened', openedModel: 7, tokenizer: 'model' },
    });
  expect(from('bert-mini')).toBe('The run begins from bert-mini, with its own tokens.');
  expect(from()).toMatch(
    /^The model to begin from is not in this browser\. A run that is there can go on/,
  );
});

it('says so where there is no starter, and what to expect', () => {
  expect(said({ language: 'fr', starter: undefined }, {}, 'French')).toMatch(
    /^The model starts from random numbers\. There is no starter for French\. From 42 sentences alone .* more text helps most\.$/,
  );
  expect(said({ language: 'en', starter: undefined, words: 9000 })).toBe(
    'The model starts from random numbers. The starter could not be loaded.',
  );
});

it('takes no notice of a sentence that is the same by chance', () => {
  expect(said({ starter: { language: 'en', read: 0.01 } })).not.toMatch(/has (also )?read 1 %/);
});

it('says that a starter which has read the text has seen the exam', () => {
  const starter = { language: 'en', read: 0.38 } as const;
  expect(said({ starter, words: 9000 })).toBe(
    'The model starts from random numbers. The starter has read 38 % of these sentences: it would know the exam.',
  );
  expect(said({ starter }, { beginFrom: 'starter' })).toMatch(
    /It has also read 38 % of these sentences, so it has seen the exam, and its score proves nothing\.$/,
  );
});
