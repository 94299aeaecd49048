import { fuzzText } from '../base/testFuzz';
import { withoutForms } from './forms';
import { detectLanguage } from './language';
import { sections } from './sections';
import { splitSentences } from './sentences';

async function* once(text: string) {
  yield text;
}

fuzzText({
  name: 'the sentences of a text',
  samples: [
    'It rains. “Who?” asked Dr. Who (he). 3.5 e.g. this…\n\n1. One\n2. Two\n\n- a\n- b\n\nChapter 1\n\nLong\nlines.',
    'Es regnet. „Ja“, sagte er. z. B. so!\n\n# Titel\n\n> a\n\n| a | b |\n',
    '雨が降る。「はい」と言った。 これは？',
  ],
  words: [
    '.',
    '!',
    '?',
    '…',
    '"',
    '“',
    '”',
    '‘',
    '«',
    '»',
    '(',
    ')',
    '[',
    ']',
    'Dr.',
    'a',
    'A',
    '1',
    '1.',
    '-',
    '*',
    '#',
    '>',
    '|',
    '\n',
    '\n\n',
    ' ',
    '\t',
    '。',
    '「',
    '」',
    ':)',
    '<b>',
    '</b>',
    '😀',
    '\u200d',
    "'",
    ',',
    ':',
    ';',
    'http://',
  ],
  // Joiners after a number, which were tried in two ways each
  once: [{ before: '1.😀', opening: '\u200d', middle: '#', closing: '|»' }],
  async read(text) {
    const language = detectLanguage(text);
    const parts: unknown[] = [];
    for await (const section of sections(once(text))) parts.push(section);
    return [
      withoutForms(text).length,
      ...[language, 'en', 'de', 'ja', 'und'].map((tag) => splitSentences(text, tag).length),
      parts.length,
    ];
  },
});
