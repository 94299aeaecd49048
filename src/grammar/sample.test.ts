import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitSentences } from '../corpus/sentences';
import { words as wordsOf } from '../tokenizer/preTokenize';
import { compile } from './compile';
import { GrammarError } from './grammarError';
import { createSampler, sampleSentences } from './sample';
import { grammars, paths } from './testGrammars';
import { checkWritten, writeSentence, writeSentences } from './write';

describe('createSampler', () => {
  it('draws sentence i by the seed and i alone', () => {
    const automaton = compile('s = a <b> | c\nb = x | y <b>');
    const said = (i: number) => createSampler(automaton, 7).sentence(i).words.join(' ');
    const inOrder = sampleSentences(automaton, 7, 50).map((s) => s.words.join(' '));
    expect([49, 3, 20].map(said)).toEqual([49, 3, 20].map((i) => inOrder[i]));
    const others = sampleSentences(automaton, 8, 50).map((s) => s.words.join(' '));
    expect(others).not.toEqual(inOrder);
  });

  it('draws each sentence as often as it is probable', () => {
    const count = 20_000;
    const grammar =
      's = the <n:a> <v:a> . | <old> [2]\nn = cat | dogs [2]\nv = sits | sit\nold = old | old <old>';
    const automaton = compile(grammar, { maxWords: 5 });
    const found = new Map<string, number>();
    for (const { words } of sampleSentences(automaton, 3, count)) {
      found.set(words.join(' '), (found.get(words.join(' ')) ?? 0) + 1);
    }
    const expected = paths(automaton);
    expect(new Set(found.keys())).toEqual(new Set(expected.keys()));
    let chi = 0;
    for (const [sentence, p] of expected)
      chi += (found.get(sentence)! - count * p) ** 2 / (count * p);
    // 6 degrees of freedom: chi-square is above 22.5 once in a thousand seeds, and the seed is fixed.
    expect(expected.size).toBe(7);
    expect(chi).toBeLessThan(22.5);
  });

  it('labels sentences and words, and leaves the words as they are', () => {
    const automaton = compile(
      's = {number=one} the {role:who} <cat> sits {end=dot} . | the {role:who} dogs {number=many} sit {end=none}\n' +
        'cat = {kind:old} old {role:what} cat | cat',
    );
    for (const { words, labels, wordLabels } of sampleSentences(automaton, 1, 50)) {
      const one = words.includes('cat');
      expect(Object.fromEntries(labels)).toEqual(
        one ? { number: 'one', end: 'dot' } : { number: 'many', end: 'none' },
      );
      expect(wordLabels).toHaveLength(words.length);
      const marked = words.flatMap((word, i) => {
        const own = Object.fromEntries(wordLabels[i]!);
        return Object.keys(own).length > 0 ? [[word, own]] : [];
      });
      let expected: unknown[] = [[one ? 'cat' : 'dogs', { role: 'who' }]];
      if (words.includes('old')) {
        expected = [
          ['old', { role: 'who', kind: 'old' }],
          ['cat', { role: 'what' }],
        ];
      }
      expect(marked).toEqual(expected);
    }
  });
});

describe('writeSentences', () => {
  it('puts punctuation where people do', () => {
    expect(
      writeSentence(['dear', 'anna', ',', 'the', 'boat', '(', 'as', 'you', 'said', ')', '!']),
    ).toBe('dear anna, the boat (as you said)!');
    expect(writeSentences([['a', '.'], ['b']])).toBe('a.\n\nb\n');
  });

  it('writes what the tokenizer reads again, one sentence a line', () => {
    fc.assert(
      fc.property(grammars, fc.integer({ min: 0, max: 2 }), (grammar, end) => {
        const automaton = compile(grammar, { maxWords: 30 });
        const marks = [[], ['.'], ['?', '”']][end]!;
        const sentences = sampleSentences(automaton, 1, 20).map(({ words }) => [
          ...words,
          ...marks,
        ]);
        const text = writeSentences(sentences);
        checkWritten(sentences);
        const found = splitSentences(text).map(({ start, end: to }) => text.slice(start, to));
        expect(found).toEqual(sentences.map(writeSentence));
        expect(wordsOf(text).map(({ start, end: to }) => text.slice(start, to))).toEqual(
          sentences.flat(),
        );
      }),
    );
  });

  it('refuses a sentence that would be read as two', () => {
    expect(() =>
      checkWritten([
        ['a', '.'],
        ['Oh', '!', 'Yes', '.'],
      ]),
    ).toThrow(GrammarError);
    expect(() => checkWritten([['Oh', '!', 'Yes', '.']])).toThrow(
      '“Oh! Yes.” is read as 2 sentences',
    );
    expect(() => checkWritten([["don't"]])).toThrow("The tokenizer finds other words in “don't”.");
  });
});
