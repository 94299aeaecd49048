import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from './compile';
import { GrammarError } from './grammarError';
import { type Grammar, parseGrammar, printGrammar } from './parse';
import { grammars, paths } from './testGrammars';

const plain = ({ rules }: Grammar) =>
  rules.map(({ name, alternatives }) => ({
    name,
    alternatives: alternatives.map(({ items, weight }) => ({
      weight,
      items: items.map(({ line: _, ...item }) => item),
    })),
  }));

describe('parseGrammar', () => {
  it('reads rules, weights, ties, marks, comments, continued lines and quoted words', () => {
    const grammar = parseGrammar(
      '# A language\n' +
        's = {topic=sea} the <noun:n> "[" <verb:n>] . [2] # more\n' +
        '  | = "|" "<" | "\n' +
        '\n' +
        'noun=boat|{role:subject}boats[0.5]\n' +
        'verb = | sails',
    );
    const word = (w: string) => ({ kind: 'word', word: w });
    expect(plain(grammar)).toEqual([
      {
        name: 's',
        alternatives: [
          {
            weight: 2,
            items: [
              { kind: 'mark', of: 'sentence', name: 'topic', value: 'sea' },
              word('the'),
              { kind: 'rule', name: 'noun', tag: 'n' },
              word('['),
              { kind: 'rule', name: 'verb', tag: 'n' },
              word(']'),
              word('.'),
            ],
          },
          { weight: 1, items: [word('='), word('|'), word('<')] },
          { weight: 1, items: [word('"')] },
        ],
      },
      {
        name: 'noun',
        alternatives: [
          { weight: 1, items: [word('boat')] },
          {
            weight: 0.5,
            items: [{ kind: 'mark', of: 'word', name: 'role', value: 'subject' }, word('boats')],
          },
        ],
      },
      {
        name: 'verb',
        alternatives: [
          { weight: 1, items: [] },
          { weight: 1, items: [word('sails')] },
        ],
      },
    ]);
    expect(grammar.rules[0]!.alternatives[1]!.line).toBe(3);
  });

  it('reads back what it prints', () => {
    fc.assert(
      fc.property(grammars, (grammar) => {
        expect(plain(parseGrammar(printGrammar(grammar)))).toEqual(plain(grammar));
      }),
    );
    const odd = 's = "|" "[" "{" "<" "#" " = > ] } {a=b} {c:d} <t:x> <t:x> [0.25]\nt = | x\n';
    expect(printGrammar(parseGrammar(odd))).toBe(odd.replace('t = |', 't = [1] |'));
  });

  it.each([
    ['', 'There is no rule yet'],
    ['# nothing\n\n', 'There is no rule yet'],
    ['  | a', 'Line 1: there is no rule before'],
    ['the boat', 'Line 1: a rule begins with its name'],
    ['<s> = a', 'Line 1: a rule begins with its name'],
    ['s =', 'Line 1: <s> has no alternative.'],
    ['s = a\nt =  # b\n', 'Line 2: <t> has no alternative.'],
    ['s = a\ns = b', 'Line 2: <s> is defined a second time; it is in line 1.'],
    ['s = a\n\n  | b <noun> c', 'Line 3: <noun> is not defined.'],
    ['s = a [0]', 'Line 1: the weight [0] is not a number'],
    ['s = a [-1]', 'Line 1: the weight [-1] is not a number'],
    ['s = a [x]', 'Line 1: the weight [x] is not a number'],
    ['s = a []', 'Line 1: the weight [] is not a number'],
    ['s = a [1e3]', 'Line 1: the weight [1e3] is not a number'],
    ['s = [2] a', 'Line 1: the weight [2] stands at the end'],
    ['s = a [2] [3]', 'Line 1: the weight [2] stands at the end'],
    ['s = a [2', 'Line 1: “[” begins a weight'],
    ['s = <a b', 'Line 1: “<” begins the name of a rule'],
    // Both kinds, as the help beside the editor names them.
    ['s = a {', 'Line 1: “{” begins a mark. Write {topic=sea} for the sentence, or {role:subject}'],
    ['s = a <t>\nt = b\n\nu = c', 'Line 4: <u> is never used: nothing leads to it from <s>'],
    // Not by the sentence, though by each other
    ['s = a\nt = b <u>\nu = c <t> | d', 'Line 2: <t> is never used'],
    [
      's = the animal sleeps\nanimal = cat | dog',
      'Line 2: <animal> is never used. “animal” in line 1 is a word: as a rule, write <animal>.',
    ],
    ['s = a {topic}', 'Line 1: {topic} is not a mark.'],
    ['s = a {topic=', 'Line 1: “{” begins a mark'],
    ['s = a {role:x}', 'Line 1: {role:x} marks the next word, and none follows.'],
    ["s = don't", "Line 1: the tokenizer cuts “don't” into 3 words. Write them apart: don ' t"],
    [
      's = \u200ba',
      'Line 1: “\u200ba” begins or ends with a character that the tokenizer removes.',
    ],
    [`s = ${'a'.repeat(101)}`, 'Line 1: a word is longer than 100 characters.'],
    ['s = a <s> b | c', 'Line 1: <s> leads back to <s>, so it has to be the last item'],
    ['s = a <t>\nt = b <s> c | d', 'Line 2: <s> leads back to <t>, so it has to be the last item'],
    ['s = <s> | a', 'Line 1: <s> can lead back to itself without a word in between.'],
    ['s = a <t> .\nt = <o> <t> | b\no = | c', 'Line 2: <t> can lead back to itself without a word'],
    ['s = a <s>', 'Line 1: <s> never ends'],
    ['s = a <t>\nt = b <u>\nu = c <t>', 'Line 1: <s> never ends'],
    ['s = <o>\no = | a', 'Line 1: <s>, the sentence, can be empty'],
    [
      's = <a:x> <b:x>\na = a | b\nb = c',
      'Line 1: <b:x> is tied to <a:x>, but <b> has 1 alternatives',
    ],
    ['s = a <s> [1000000] | b [0.000001]', 'more than 1000 words'],
  ])('says what is wrong with %j', (text, problem) => {
    expect(() => compile(text)).toThrow(GrammarError);
    expect(() => compile(text)).toThrow(problem);
  });

  it('writes nothing where an alternative is left empty, wherever it stands', () => {
    const written = (text: string) => [...paths(compile(text)).keys()].sort();
    expect(written('s = the <o> .\no = dog | | cat')).toEqual(['the .', 'the cat .', 'the dog .']);
    expect(written('s = the <o> .\no = | dog')).toEqual(written('s = the <o> .\no = dog |'));
  });

  it.each([
    [
      's = a b c d e\n  | a b c d',
      'Line 2: no sentence is short enough: the shortest has 4 words, and 3 is the most. Take words out of this way to write <s>',
    ],
    [
      's = a <t> | b <t> <u>\nu = c\nt = <v>\nv = d d d d\n  | e e e | f <v>',
      'Line 5: no sentence is short enough: the shortest has 4 words, and 3 is the most. <v> alone writes 3 of them or more',
    ],
    // Tied: the short one of each goes with the long one of the other.
    [
      's = <t:a> <u:a>\nt = a | b b b\nu = c c c | d',
      'Line 1: no sentence is short enough: the shortest has 4 words',
    ],
  ])('says which part of %j is too long for three words', (text, problem) => {
    expect(() => compile(text, { maxWords: 3 })).toThrow(problem);
  });

  it('says so where a grammar grows too large', () => {
    const tags = Array.from({ length: 6 }, (_, i) => `<w:t${i}>`);
    const many = Array.from({ length: 12 }, (_, i) => `w${i}`).join(' | ');
    const text = `s = ${tags.join(' ')} = ${tags.join(' ')}\nw = ${many}`;
    expect(() => compile(text)).toThrow('too large: it needs more than 20000 states');
    // Each part may be left out: 3 ** 30 ways to say nothing.
    const optional = `s = ${'<o> '.repeat(30)} a\no = | | `;
    expect(() => compile(optional)).toThrow('too large');
  });

  it('never throws anything else, whatever is written', () => {
    const scraps = [
      's',
      't',
      ' ',
      '\n',
      ' = ',
      '|',
      '<s>',
      '<t>',
      '<t:a>',
      '[2]',
      '{a=b}',
      '{a:b}',
    ];
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.constantFrom(...scraps, 'a', 'b', '"', '#', '[', '<', '{'), { maxLength: 40 })
        .map((p) => p.join('')),
      fc
        .array(fc.constantFrom(...scraps, 'a ', '\ns = ', '\nt = '), { maxLength: 30 })
        .map((p) => `s = ${p.join('')}`),
    );
    fc.assert(
      fc.property(text, (t) => {
        try {
          compile(t);
        } catch (error) {
          expect(error).toBeInstanceOf(GrammarError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
