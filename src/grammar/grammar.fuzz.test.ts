import { fuzzText } from '../base/testFuzz';
import { compile } from './compile';
import { GrammarError } from './grammarError';
import { languages } from './languages';
import { parseGrammar, printGrammar } from './parse';
import { sampleSentences } from './sample';

const SAMPLES = [
  'sentence = <a:n> <b:n> . [3] | {topic=sea} the {role:subject} <a> <c>\na = x | y [0.5]\nb = u | v # no\n  [2]\nc = | "[" <c2>\nc2 = and <a> | or <c2>\n',
  ...(await Promise.all(languages.slice(0, 2).map(({ load }) => load()))),
];
const WORDS = [
  '=',
  '|',
  '<',
  '>',
  '<a>',
  '<a:n>',
  '<b:n>',
  '[',
  ']',
  '[2]',
  '{',
  '}',
  '{a=b}',
  '{a:b}',
  '#',
  '"',
  '"<"',
  '\n',
  'a = ',
  'b =',
  ' a',
  ' | ',
  'a',
  ' ',
  '\u2028',
];

fuzzText({
  name: 'a grammar as it is written',
  once: [{ opening: 'a', after: ' = <b' }, `a = <${'b'.repeat(3000)}>`],
  samples: SAMPLES,
  words: WORDS,
  read: (text) => parseGrammar(printGrammar(parseGrammar(text))),
  refuses: [GrammarError],
});
fuzzText({
  name: 'the language of a grammar',
  samples: SAMPLES,
  words: WORDS,
  read(text) {
    const automaton = compile(text, { maxWords: 30 });
    return sampleSentences(automaton, 1, 3);
  },
  refuses: [GrammarError],
});
/** Pieces that make a valid grammar however often they come. */
const VALID = [
  'a',
  ' a',
  ' b',
  ' <n>',
  ' <n:t>',
  ' <m:t>',
  ' | a',
  ' | b',
  ' | <n>',
  ' |',
  ' {x=y}',
  ' {x:y} a',
  ' [2] |',
];
fuzzText({
  name: 'the language of a long grammar',
  samples: VALID,
  words: VALID,
  once: [
    { opening: ' a' },
    { opening: ' {x=y}', after: ' a' },
    { opening: ' <n:t>' },
    { opening: ' | a' },
    // The square of it and more, up to the most arcs that an automaton may have
    { before: ' <m:t>', opening: ' <n> {x=y}', after: ' | b' },
    { before: ` ${'<n> '.repeat(500)}\nn = b `, opening: '|', after: '\nk = a' },
  ],
  read(text) {
    const automaton = compile(`s = x ${text}\nn = a | b |\nm = c | d | e\n`, { maxWords: 30 });
    return automaton.words;
  },
  refuses: [GrammarError],
});
