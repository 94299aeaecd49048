import { fuzzText } from '../base/testFuzz';
import { NotText } from './notText';
import { fileOf, readAll } from './testFiles';

/** Far more texts than a call of a function may have arguments. */
const MANY_TEXTS = `{"a1":["x y","x"],"b2":["x y"${',"x"'.repeat(150_000)}]}`;
/** Names of thousands of columns over thousands of rows with one cell. */
const WIDE_HEADER = `${Array.from({ length: 10_000 }, (_, i) => `n${i}`).join()}\n${'x\n'.repeat(20_000)}`;

/** As the page reads a file: looks at it, then reads all of it. */
const reads = (name: string) => async (text: string) => {
  const { text: read, notes } = await readAll(fileOf(name, text));
  return { read: read.length, notes };
};

const SRT =
  '1\n00:00:01,000 --> 00:00:02,500\n<i>It rains.</i>\n\n2\n0:00:09,1 --> 0:00:10\n- Who?\n';
const PAGE =
  '<!doctype html><html><head><meta charset="utf-8"><title>Rain</title></head><body><p>One <b>two</b>&amp;<sup><a href="#n">1</a></sup><br><ruby>x<rt>y</rt></ruby><pre>a\n\nb</pre><ul><li>c</ul></body></html>';
const FEED =
  '<?xml version="1.0"?><rss><channel><item><title>Rain</title><description>&lt;p&gt;One&lt;/p&gt;</description></item><!-- no --></channel></rss>';
const JSONS = [
  '[{"text":"It rains today.","n":1},{"text":"It \\"snows\\" there.","n":2}]',
  '{"data":{"a1":{"text":"One two"},"b2":{"text":"three"}},"x":[1,null,true]}',
  '{"text":"One"}\n{"text":"Two words"}\n{"other":["a","b"]}\n',
  '{"cells":[{"cell_type":"markdown","source":["# Title\\n","text"]},{"cell_type":"code","source":"x"}]}',
];
const CSVS = [
  'name,text,n\nAnn,"It rains, she said.",1\nBen,"He said ""no"".",2\n',
  'sep=;\na;b\n"x\ny";2\n',
  'id\ttext\n1\tIt rains\\n\n2\t\\N\n',
];

const MARKUP = [
  '<',
  '>',
  '</',
  '/>',
  '"',
  '=',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '&amp;',
  '&#x',
  ';',
  '<?xml ',
  '?>',
];
const TABLE = [
  ',',
  ';',
  '\t',
  '|',
  '"',
  '""',
  '\n',
  '\\',
  '\\"',
  '\\N',
  'sep=',
  ' ',
  '1',
  'a',
  '#',
  '", "',
  '"\n"',
];
const NOTATION = [
  '{',
  '}',
  '[',
  ']',
  '"',
  '":',
  ',',
  '\\',
  '\\"',
  '\\u',
  'null',
  'NaN',
  '1',
  '{"a":',
  '["',
  '"}',
  '\n',
  'x = ',
];

fuzzText({
  name: 'a plain text',
  samples: [
    'It rains.\nIt snows.\n\nTwo.',
    'שלום עולם. םולש\n',
    '\x1b[1mbold\x1b[0m a\bb \x1b]0;title\x07',
  ],
  words: [
    '\x1b[',
    '\x1b]',
    '\x1b',
    '\b',
    'm',
    '\x07',
    'ש',
    'ם',
    '.',
    '(',
    ')',
    '1',
    'a',
    'ﷺ',
    'ال',
    ' ',
    '$',
    ':',
    '\r',
  ],
  once: [
    { opening: '<!---->', after: 'x' },
    { before: 'םולש םולש םילש םולש ', opening: '1 ' },
    { before: 'םולש םולש םילש םולש ', opening: '#' },
  ],
  read: reads('a.txt'),
  refuses: [NotText],
});
fuzzText({
  name: 'a web page',
  samples: [PAGE],
  words: [
    ...MARKUP,
    '<p>',
    '<a href=#>',
    '<sup>',
    '</sup>',
    '<pre>',
    '</pre>',
    '<rt>',
    '<ruby>',
    '<del>',
    '<br>',
    '<svg>',
    '<script>',
    '</script>',
    '<li>',
    '<!---->',
    '</a>',
    '<html ',
    'xmlns=',
  ],
  once: [
    { opening: '<html ' },
    { before: '<sup>', opening: '<a>x' },
    { opening: '<div>', closing: '</b>' },
  ],
  read: reads('a.html'),
  refuses: [NotText],
});
fuzzText({
  name: 'XML',
  samples: [FEED],
  words: [
    ...MARKUP,
    '<a>',
    '</a>',
    '<b ',
    'xmlns="x"',
    '<br/>',
    'x',
    '<p>',
    '&lt;p>',
    'encoding="utf-8"',
  ],
  once: [{ opening: '<p>x' }],
  read: reads('a.xml'),
  refuses: [NotText],
});
fuzzText({
  name: 'subtitles',
  samples: [
    SRT,
    `WEBVTT\n\nNOTE x\n\nname\n${SRT.slice(2)}`,
    '[Script Info]\n[Events]\nFormat: Layer, Start, End, Text\nDialogue: 0,0:00:01.00,0:00:02.00,{\\an8}Hello\\Nyou\n',
    '{1}{25}Hello|you\n{30}{60}x\n',
    '[ar:Ann]\n[00:01.00]la la\n[00:05.00][00:09.00]lu\n',
    '[INFORMATION]\n[TITLE]x\n00:00:01.00,00:00:02.00\nHello[br]you\n',
  ],
  words: [
    '-->',
    '00:01',
    ',',
    '{',
    '}',
    '{\\p1',
    '[',
    ']',
    '<i>',
    '<',
    'Dialogue: ',
    'Format:',
    'NOTE',
    '&amp;',
    '\\N',
    '[00:01.00]',
    '1',
    '\n',
    '{1}{2}',
    '\n\n',
  ],
  once: [{ before: 'Dialogue: ,,,,,,,,,', opening: '{' }],
  read: reads('a.srt'),
  refuses: [NotText],
});
fuzzText({
  name: 'JSON',
  samples: JSONS,
  words: NOTATION,
  once: [
    { before: '{"a":"', opening: '\\"' },
    { before: '{"a":"', opening: '\\"x', after: '\\' },
    { opening: '{"a":', closing: '}' },
    // Damage behind thousands of elements that lie in each other
    { before: '"}":', opening: '{"a":', middle: "'", after: '][' },
    MANY_TEXTS,
  ],
  read: reads('a.json'),
  refuses: [NotText],
});
fuzzText({
  name: 'a table',
  samples: CSVS,
  words: TABLE,
  once: [
    { opening: '""', after: ',' },
    { opening: ',' },
    { before: 'x,y\n', opening: '"a\nb" c,"' },
    { before: 'x,y\n', opening: '"a"b,' },
    // Cells that each line opens and closes, up to a last one that nothing closes, are in deadEnds.test.ts.
    WIDE_HEADER,
  ],
  read: reads('a.csv'),
  refuses: [NotText],
});
fuzzText({
  name: 'a table with tabs',
  samples: CSVS,
  words: TABLE,
  read: reads('a.tsv'),
  refuses: [NotText],
});
