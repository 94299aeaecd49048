import { describe, expect, it } from 'vitest';
import { checkPrepared, checkText } from './checkText';

const fine = 'The cat sat on the mat and looked at me. Then it went out into the garden again. ';

describe('checkText', () => {
  it('has nothing to say about prose, whatever its length, script or a stray NUL', () => {
    expect(checkText(fine)).toBeUndefined();
    expect(checkText(`${fine.repeat(20)}\0`)).toBeUndefined();
    expect(checkText('今天天气很好我们去公园。明天下雨我们在家看书吧。')).toBeUndefined();
    expect(
      checkText('😀 🎉 🐱 🍎 🚀 😀 🎉 🐱 🍎 🚀.\n'.repeat(2).replaceAll('\n', '\n\n')),
    ).toBeUndefined();
  });

  it.each([
    ['nothing', '', 'There is no text yet.', /^Paste some sentences/],
    ['white space', ' \n\t \u200b', 'This text is blank.', /only spaces, line breaks/],
    ['punctuation', '... !? --- $ =', 'There are no words in this text.', /only punctuation/],
    ['a word', 'Hello.', 'This text is too short to learn from.'],
    ['one long sentence', 'and so on '.repeat(99), 'This text is too short to learn from.'],
    ['emoji', '😀🎉', 'This text is too short to learn from.'],
    [
      'NULs',
      'a\0b\0c\0'.repeat(99),
      'This does not look like text.',
      /binary files.*encoding.*UTF-8/,
    ],
    ['a wrong encoding', 'gr\ufffd\ufffd '.repeat(99), 'This does not look like text.'],
    ['control characters', '\u0001\u0002PK\u0003\u0004'.repeat(9), 'This does not look like text.'],
  ])('%s', (_, text, title, advice = /./) => {
    const problem = checkText(text);
    expect(problem?.title).toBe(title);
    expect(problem?.advice).toMatch(/\.$/);
    expect(problem?.advice).toMatch(advice);
  });

  it('is content with two sentences and twenty words, no fewer', () => {
    const words = (count: number) => Array.from({ length: count }, (_, i) => `w${i}`).join(' ');
    expect(checkText(`One two.\n\n${words(16)}.`)).toBeUndefined(); // and two full stops
    expect(checkText(`One two.\n\n${words(15)}.`)?.advice).toContain('2 sentences with 19 words');
    expect(checkText(`${words(40)}.`)?.advice).toContain('1 sentence with 41 words');
  });

  it('says how much there is and how much is needed', () => {
    expect(checkText('Hello there. Bye.')?.advice).toBe(
      'It has 2 sentences with 5 words; at least 2 sentences and 20 words are needed,' +
        ' because one sentence is held out to test the model. Add more sentences.',
    );
    expect(checkText('Hello.')?.advice).toContain('It has 1 sentence with 2 words;');
    // A line without a word is no sentence.
    expect(checkText('Hello.\n\n\u200b\n\n')?.advice).toContain('1 sentence with 2 words;');
  });

  it('says that emoji are tokens', () => {
    expect(checkText('😀 🎉')?.advice).toContain(
      'It is all emoji: emoji are tokens like words, but those joined without a space count as' +
        ' one, and without full stops each sentence needs a line of its own.',
    );
    expect(checkText('Hello.')?.advice).not.toContain('emoji');
    expect(checkText('😀 🎉 🐱 🍎 🚀 😀 🎉 🐱 🍎 🚀\n'.repeat(2))).toBeUndefined();
  });
});

describe('checkPrepared', () => {
  const none = { tokens: 0, characters: 0 };
  const stats = {
    characters: 999,
    words: 200,
    sentences: 20,
    tokens: 300,
    vocabulary: 64,
    unknownShare: 0,
    unknown: { long: none, spelling: none },
    alphabet: 90,
    copies: 0,
    near: 0,
    tooAlike: false,
  };
  const pieces = { tokenizer: 'wordpiece' } as const;
  it('finds a vocabulary that cannot spell the text, and says which could', () => {
    expect(checkPrepared(stats, pieces)).toBeUndefined();
    const poor = { ...stats, unknownShare: 0.5 };
    const unspelt = {
      ...poor,
      unknown: { long: none, spelling: { tokens: 0.5, characters: 0.4 } },
    };
    const said = checkPrepared(unspelt, pieces);
    expect(said?.title).toBe('The vocabulary is too small for this text.');
    expect(said?.advice).toContain(
      '50 % of the tokens are unknown, and they hold 40 % of the text',
    );
    expect(said?.advice).toBe(
      '50 % of the tokens are unknown, and they hold 40 % of the text. The different characters of' +
        ' the text need 90 tokens, and the vocabulary has 64. Choose a vocabulary of at least 90.',
    );
    // A vocabulary that was not learned from the text cannot be made larger.
    const given = checkPrepared(unspelt, { ...pieces, tokenizer: 'model' });
    expect(given?.title).toBe('The opened model cannot read this text.');
    expect(given?.advice).toContain('50 % of the tokens are unknown');
    expect(given?.advice).not.toContain('Choose a vocabulary');
    // No vocabulary is that large.
    const most = (alphabet: number) =>
      checkPrepared({ ...unspelt, alphabet }, { ...pieces, tokenizer: 'character' });
    expect(most(32_768)?.advice).toContain('Choose a vocabulary of at least 32\u202f768.');
    expect(most(32_769)?.advice).toMatch(/Choose the largest vocabulary\.$/);
    // More characters than word pieces ever keep: there the size is no cure.
    const chinese = { ...unspelt, alphabet: 2600 };
    expect(checkPrepared(chinese, pieces)?.advice).toContain('“Characters” under Model, with a');
    expect(checkPrepared(chinese, { ...pieces, tokenizer: 'character' })?.advice).toContain(
      'Choose a vocabulary of at least 2\u202f600.',
    );
    const kept = { ...unspelt, alphabet: 1000 };
    expect(checkPrepared(kept, pieces)?.advice).toContain('Choose a vocabulary of at least 1');
    // Whole words always leave some out; see `RareWords`.
    expect(checkPrepared(unspelt, { tokenizer: 'word' })).toBeUndefined();
  });
  it('finds words that are too long, also where they are few tokens and much of the text', () => {
    const unknown = { long: { tokens: 0.03, characters: 0.6 }, spelling: none };
    const said = checkPrepared({ ...stats, unknownShare: 0.03, unknown }, pieces);
    expect(said?.title).toBe('The words of this text are too long for this tokenizer.');
    expect(said?.advice).toContain('3 % of the tokens are unknown, and they hold 60 % of the text');
    expect(said?.advice).toContain('more than 100 characters');
    expect(said?.advice).toContain('“Characters” under Model');
    expect(said?.advice).toContain('such as Thai, Japanese or DNA.');
    expect(said?.advice).not.toContain('larger vocabulary');
    // By the larger of both shares, above a fifth; of both reasons the one with more characters.
    const few = {
      long: { tokens: 0.03, characters: 0.1 },
      spelling: { tokens: 0.1, characters: 0.1 },
    };
    const check = (unknownShare: number, unknown: typeof few) =>
      checkPrepared({ ...stats, unknownShare, unknown }, pieces)?.title;
    expect(check(0.2, few)).toBeUndefined();
    expect(check(0.21, few)).toContain('too long');
    expect(check(0.13, { ...few, spelling: { tokens: 0.1, characters: 0.11 } })).toContain(
      'too small',
    );
  });
  it('counts tokens where words were counted before', () => {
    expect(checkPrepared({ ...stats, sentences: 1 }, pieces)?.advice).toBe(
      'It has 1 sentence with 300 tokens; at least 2 sentences and 20 tokens are needed,' +
        ' because one sentence is held out to test the model. Add more sentences.',
    );
    expect(checkPrepared({ ...stats, tokens: 19 }, pieces)?.title).toContain('too short');
    expect(checkPrepared({ ...stats, sentences: 2, tokens: 20 }, pieces)).toBeUndefined();
  });
});
