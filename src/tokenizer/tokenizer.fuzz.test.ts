import { fuzzText } from '../base/testFuzz';
import { explainSplit } from './explainSplit';
import { words } from './preTokenize';
import { SPECIAL_TOKENS, type Vocabulary } from './vocabulary';
import { createEncoder } from './wordPiece';

const SIGNS = ['a', '##a', 'e', '##e', '=', 'the', '中', '##\u0301', '가'];
const vocabularies: readonly Vocabulary[] = [
  { tokens: [...SPECIAL_TOKENS, ...SIGNS], doLowerCase: true, stripAccents: true },
  { tokens: [...SPECIAL_TOKENS, ...SIGNS], doLowerCase: false, stripAccents: false },
];

for (const [v, vocabulary] of vocabularies.entries()) {
  fuzzText({
    name: `the words of a text${v === 0 ? ' without accents' : ''}`,
    samples: ['The café = ≠ 中文 İstanbul ΣΑΣ가각.', 'e\u0301\u0316 a\u200db \u0345=\u0338'],
    words: [
      'a',
      'e',
      '\u0301',
      '\u0316',
      '\u0345',
      '\u0338',
      '=',
      '<',
      '\u200d',
      '\ufe0f',
      '각',
      '\u1100',
      '\u1161',
      '\u0f71\u0f72',
      '\u09c7',
      '\u09be',
      'ﬁ',
      'Σ',
      '.',
      ' ',
      '`',
      '\u{1d165}',
      '\u0903',
    ],
    // Where accents stay, words are read alike.
    once: v === 0 ? ['a', '='].map((before) => ({ before, opening: '\u0301\u0316' })) : [],
    read(text) {
      const encoder = createEncoder(vocabulary);
      const found = words(text).map(({ start, end }) => text.slice(start, end));
      return [
        encoder.encode(text),
        found
          .slice(0, 20)
          .filter((word) => word.length < 1e5) // encoding them anew takes as long as it did before
          .map((word) => explainSplit(vocabulary, word, encoder.encodeWord(word))),
      ];
    },
  });
}
