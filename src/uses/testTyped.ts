/** What people might type into any field: nothing, much, other scripts, signs only, what the tokenizer knows. */
export const TYPED = [
  ...[
    '',
    '   ',
    '.',
    '?!…—',
    '[MASK]',
    '[UNK] [SEP]',
    '##s',
    '___',
    'a',
    'zebra xylophone',
    '\u0301',
  ],
  ...[
    '中文句子',
    'שלום עולם',
    '👩‍🚀 🚀',
    '\u0000\ufffd',
    'the '.repeat(300),
    'x'.repeat(5000),
    'a\nb\n\nc',
  ],
];
