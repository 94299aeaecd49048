import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentencesOf, splitSentences } from './sentences';

const split = (text: string) =>
  splitSentences(text).map(({ start, end }) => text.slice(start, end));

describe('splitSentences', () => {
  it.each<[string, string[]]>([
    ['plain', ['It rains.', 'Does it?', 'It does!', 'Well.']],
    ['decimals in speech', ['It is 3.5 by now.', '“4.5!” she said.']],
    ['titles', ['Mr. Smith met Dr. Jones and Mrs. Hall.', 'They spoke.']],
    ['saints and numbers', ['He lives at No. 5 in St. Ives.', 'She does not.']],
    ['Latin', ['Fruit, e.g. Apples, i.e. Good ones vs. Bad ones, is fine.', 'Yes.']],
    ['etc. within', ['Apples, pears etc. were sold.', 'Then we left.']],
    ['etc. at the end', ['We sold apples, pears etc.', 'Then we left.']],
    ['initials', ['J. K. Rowling met J.R.R. Tolkien there.', 'So did I.', 'Then we left.']],
    ['decimals', ['It costs 3.5 euros.', 'Or 4.']],
    ['the word no', ['Did he?', 'No.', 'He did not.']],
    ['speech', ['"Stop!" he said.', '"Why?" asked Ann.', '“No,” he said.', '“Go!”', 'They went.']],
    ['speech that ends', ['He cried “Stop!”', 'They went.']],
    ['brackets', ['It rained (it did.)', 'So we left.']],
    ['German', ['Das ist z. B. Obst, d.h. Äpfel, usw. und Nr. 5 für Hr. Kurz.', 'Gut.']],
    ['German abbreviations', ['Wir sahen z.B. Hunde und Dr. Meier.', 'Am 3. Mai war er da.']],
    ['German speech', ['„Halt!“ rief er.', '»Warum?« fragte sie.', 'Er ging.']],
    ['French', ['M. Dupont et Mme. Curie parlent.', '« Bonjour ! » dit-il.', 'Il part.']],
    ['French speech that ends', ['Il dit : « Bonjour ! »', 'Il part.']],
    ['ellipsis', ['Well... maybe not.', 'Wait… what?', 'Yes.']],
    ['small letters only', ['the cat sat.', 'it purred!', 'did it?', 'yes, e.g. a lot.']],
    ['Chinese', ['今天下雨。', '他来吗？', '来！']],
  ])('%s', (name, sentences) => {
    const glue = name === 'Chinese' ? '' : ' ';
    expect(split(sentences.join(glue))).toEqual(sentences);
    // Hard-wrapped text means the same.
    const wrapped = sentences.join(glue).replaceAll(' ', '\n');
    expect(split(wrapped).map((s) => s.replaceAll('\n', ' '))).toEqual(sentences);
  });

  it('ends at blank lines, headings, list items and speakers', () => {
    const text =
      'A title\n\nOne line\ngoes on. And on\n- milk\n- eggs\n1. Mix. Stir.\nROMEO: Hark!\n';
    expect(split(text)).toEqual([
      'A title',
      'One line\ngoes on.',
      'And on',
      '- milk',
      '- eggs',
      '1. Mix.',
      'Stir.',
      'ROMEO: Hark!',
    ]);
  });

  it('takes a line for a sentence where nothing else ends one', () => {
    expect(split('red apple\nblue fig 3.5\n\nthe sea')).toEqual([
      'red apple',
      'blue fig 3.5',
      'the sea',
    ]);
    expect(split('It was late\nand cold. We\nleft.')).toEqual([
      'It was late\nand cold.',
      'We\nleft.',
    ]);
  });

  it('loses nothing, whatever the text', () => {
    const word = fc.constantFrom(
      'Mr.',
      'a.',
      'The',
      'end.',
      '»',
      '"',
      '!',
      '\n',
      '\n\n',
      'I.',
      '…',
      '5.',
    );
    const glued = fc.array(fc.oneof(word, fc.string({ unit: 'binary', maxLength: 5 })), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(glued, fc.constantFrom(' ', ''), (list, glue) => {
        const text = list.join(glue);
        let last = 0;
        for (const { start, end } of splitSentences(text)) {
          expect(text.slice(last, start).trim()).toBe('');
          expect(text.slice(start, end).trim()).toBe(text.slice(start, end));
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(text.slice(last).trim()).toBe('');
      }),
      { numRuns: 40 },
    );
  });

  it('does not cut sentences where a long line is taken in pieces', () => {
    const sentence = 'This is sentence number seven of very many, and it is like the others. ';
    const found = split(sentence.repeat(1000)); // 72 000 characters in one line
    expect(found).toHaveLength(1000);
    expect(new Set(found)).toEqual(new Set([sentence.trim()]));
  });

  it('cuts an endless sentence between words, an endless word anywhere', () => {
    const spaced = split('words '.repeat(10_000));
    expect(spaced).toHaveLength(7);
    for (const part of spaced) expect(part).toMatch(/^words( words)*$/);
    for (const endless of ['😀'.repeat(12_000), `a${'😀'.repeat(12_000)}`]) {
      const found = split(endless);
      expect(found.join('')).toBe(endless);
      expect(found).toHaveLength(3);
      for (const part of found) expect(part).not.toMatch(/\p{Cs}/u);
    }
    const quotes = '"'.repeat(25_000);
    for (const text of [`No!${quotes} Yes.`, `No!${quotes}`]) {
      for (const part of split(text)) expect(part.length).toBeLessThanOrEqual(10_000);
    }
  });

  it('tells by each paragraph whether its sentences begin with small letters', () => {
    expect(split('It was so. It is.\n\nit rained. we left.')).toHaveLength(4);
    expect(split('Anna came. she left. he too.')).toHaveLength(1);
    expect(split('あ it rained. we left.')).toHaveLength(2);
    // What follows an abbreviation does not count.
    const fruit =
      'Fruit, e.g. figs, nuts, e.g. these, i.e. food, e.g. ours, is sold by the oz. here.';
    expect(split(`${fruit} We ate.`)).toEqual([fruit, 'We ate.']);
    expect(split('We met dr. ames, dr. lee, dr. kim and dr. hall. he too.')).toHaveLength(1);
  });

  it('takes a capital at the very beginning for two', () => {
    expect(split('Anna came. she left. he too. we all.')).toHaveLength(4);
    expect(split('anna came. She left. he too.')).toHaveLength(3);
    expect(split('anna came. She left. He too. we all.')).toEqual([
      ...['anna came.', 'She left.', 'He too. we all.'],
    ]);
  });

  it('counts letters after numbers and within marks, not those after one letter', () => {
    expect(split('We are 5. you are 6. they are 7. he is 8.')).toHaveLength(4);
    expect(split('Anna came. “she left. (he too. ‘we all.')).toHaveLength(4);
    expect(split('“Anna came.” she left.” he too!) we all?’ and now.')).toHaveLength(5);
    expect(split('Anna took b. she took c. he took d. we took e.')).toHaveLength(1);
  });

  it.each([
    ['a mark of Markdown', 'It is **so.** Then we left.', 'It is **so.**'],
    ['a smiley', 'It is so. :-) Then we left.', 'It is so. :-)'],
    ['emoji', 'It is so. 🎉 👍🏽 Then we left.', 'It is so. 🎉 👍🏽'],
    ['a flag', 'It is so! 🇫🇷 Then we left.', 'It is so! 🇫🇷'],
    ['a family', 'It is so! 👨\u200d👩\u200d👧 Then we left.', 'It is so! 👨\u200d👩\u200d👧'],
    ['a mark after a space', 'Il dit : « Bon ! » Then we left.', 'Il dit : « Bon ! »'],
    ['a mark after a narrow space', '« Bon !\u202f» Then we left.', '« Bon !\u202f»'],
    ['a bracket after a space', 'It is (so. ) Then we left.', 'It is (so. )'],
    ['two marks', 'He said (“so.” ) Then we left.', 'He said (“so.” )'],
  ])('leaves %s with the sentence before', (_, text, first) => {
    expect(split(text)).toEqual([first, 'Then we left.']);
    expect(split(first)).toEqual([first]);
  });

  it.each([
    ['a bracket', 'It is so. (Then we left.)', '(Then we left.)'],
    ['a quotation mark', 'It is so. "Then we left."', '"Then we left."'],
    ['a mark without a space', 'It is so!(Then we left.)', '(Then we left.)'],
    ['a quotation mark without a space', 'It is so!“Then we left.”', '“Then we left.”'],
    ['bold', 'It is so. **Then** we left.', '**Then** we left.'],
  ])('gives %s that opens to the next', (_, text, second) => {
    expect(split(text).at(-1)).toBe(second);
    expect(split(text)).toHaveLength(2);
  });

  it('leaves a mark that opens at the very end with what stands before', () => {
    expect(split('He left.(')).toEqual(['He left.(']);
  });
});

it('cuts at ten thousand characters, to the character', () => {
  const exact = (length: number) => `${'word '.repeat(length / 5 - 1)}end.`;
  const lengths = (text: string) => split(text).map((part) => part.length);
  expect(lengths(`${exact(10_000)} Then we left.`)).toEqual([9_999, 13]);
  expect(lengths('x'.repeat(10_000))).toEqual([10_000]);
  expect(lengths('x'.repeat(10_001))).toEqual([10_000, 1]);
  expect(lengths('x'.repeat(20_000))).toEqual([10_000, 10_000]);
  expect(lengths(`${'x'.repeat(9_999)} ${'y'.repeat(10_000)} z`)).toEqual([9_999, 10_000, 1]);
  expect(lengths(`${'x'.repeat(9_999)}😀`)).toEqual([9_999, 2]);
  expect(lengths(`${'x'.repeat(9_998)}😀y`)).toEqual([10_000, 1]);
  expect(lengths(`${'x'.repeat(12_000)}. Then we left.`)).toEqual([10_000, 2_001, 13]);
});

it('gives offsets without the spaces around', () => {
  expect(splitSentences('  It rains. \t We left.\u00a0\n\n \n Then?  ')).toEqual([
    { start: 2, end: 11 },
    { start: 14, end: 22 },
    { start: 28, end: 33 },
  ]);
});

describe('sentencesOf', () => {
  it('gives some sentences at a time', () => {
    const batches = Array.from(sentencesOf('This is one. '.repeat(5000), 'en'));
    expect(batches.map((spans) => spans.length)).toEqual([...[770, 770, 770, 770, 770, 770, 380]]);
    expect(batches.flat()).toHaveLength(5000);
  });

  it('lets the caller rest while it looks for the sentences of a long paragraph', () => {
    const batches = Array.from(sentencesOf('line\n'.repeat(4_200), 'en'));
    expect(batches.slice(0, 2)).toEqual([[], []]);
    expect(batches[2]).not.toEqual([]);
    expect(batches.flat()).toHaveLength(4_200);
  });
});
