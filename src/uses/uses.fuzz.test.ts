import { fuzzText } from '../base/testFuzz';
import { readExamples } from './classes/examples';
import { readTyped } from './translate/typed';
import { PlayError } from './use';

fuzzText({
  name: 'examples of classes',
  samples: [
    'text,label\nIt rains.,bad\nIt shines.,good\nWet.,bad\nDry.,good\n',
    'a;x\nb;y\nc;x\nd;y\n',
  ],
  words: [',', ';', '\t', '|', '"', '\n', 'a', 'label', 'text', '\n,', ',x\n', '"\n"', ' '],
  // Thousands of columns above thousands of rows
  once: [{ opening: ',', middle: ';', closing: ',x\n', after: '"\n""' }],
  read: readExamples,
  refuses: [PlayError],
});
fuzzText({
  name: 'a sentence to translate',
  samples: ['The fox sees the owl.', 'toString constructor'],
  words: ['fox', 'the', ' ', '.', 'constructor', '\u0301', 'a'],
  read: (sentence) => [readTyped({ sentence }), readTyped({ sentence, from: 'luvani' })],
  refuses: [PlayError],
});
