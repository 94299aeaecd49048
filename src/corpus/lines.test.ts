import { describe, expect, it } from 'vitest';
import { splitSentences } from './sentences';

const split = (text: string, language?: string) =>
  splitSentences(text, language).map(({ start, end }) => text.slice(start, end));
const flat = (sentences: readonly string[]) => sentences.map((s) => s.replaceAll(/\s+/g, ' '));

/** Wraps each paragraph as a typewriter would. */
function wrap(text: string, width: number): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!;
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}

const NOUNS = 'harbour council minister school bridge river bank winter market museum'.split(' ');
const VERBS = 'opens closes rejects welcomes doubts visits buys sells loses finds'.split(' ');
const NAMES = 'Anna Bob Rome Paris Carla Oslo'.split(' ');
const of = (list: readonly string[], i: number) => list[i % list.length]!;
const headline = (i: number) =>
  `The ${of(NOUNS, i)} ${of(VERBS, i * 3)} the ${i % 2 ? 'old ' : ''}${of(NOUNS, i * 7 + 1)}` +
  `${i % 3 ? '' : ` in ${of(NAMES, i)}`}${i % 4 ? '' : ' after a long debate'}`;
const rows = (count: number, row: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => row(i));

describe('a sentence a line', () => {
  it.each<[string, string[]]>([
    [
      'small letters, and a name',
      rows(80, (i) =>
        of(['a goat sleeps.', 'a cow eats in Rome.', 'a duck swims.', 'a dog runs.'], i),
      ),
    ],
    [
      'rows of one kind, of one length',
      rows(60, (i) => `[warn] disk sda${i} is full; cleaning up`),
    ],
    [
      'short headlines in small letters of many lengths',
      rows(
        60,
        (i) =>
          `${of(['mayor', 'police', 'farmers'], i * 7)} ${of(['find', 'have lost', 'open'], i)} the ${of(['bridge', 'bakery by the river', 'school'], i * 3)} number ${i}${i % 20 === 7 ? '?' : ''}`,
      ),
    ],
    ['lines of one length', rows(40, () => 'item 7 was sold to Anna.')],
    ['headlines, some of which ask', rows(60, (i) => headline(i) + (i % 20 === 7 ? '?' : ''))],
    [
      'headlines in small letters',
      rows(60, (i) => (headline(i) + (i % 20 === 7 ? '?' : '')).toLowerCase()),
    ],
    [
      'a log',
      rows(
        60,
        (i) =>
          `2024-03-01 12:00:${10 + (i % 50)} INFO ${of(NOUNS, i)} ${of(VERBS, i)}${i === 9 ? '.' : ''}`,
      ),
    ],
    [
      'a log of several levels',
      rows(
        60,
        (i) =>
          `${of(['error', 'warning', 'INFO'], i * 7)}: ${of(NOUNS, i)} ${of(VERBS, i)}${i === 9 ? '.' : ''}`,
      ),
    ],
    [
      'names',
      rows(
        40,
        (i) =>
          `${of(NAMES, i)} ${of(['Harbour', 'Lee', 'Winterbottom'], i * 5)}${i % 9 ? '' : ' Jr.'}`,
      ),
    ],
    ['addresses', rows(30, (i) => of(['Anna Smith', '12 Hill St.', 'London'], i))],
    [
      'rows of a table',
      rows(40, (i) => `${of(NAMES, i)},${i},${of(NOUNS, i)}${i === 5 ? '.' : ''}`),
    ],
    [
      'a chat with times',
      rows(
        40,
        (i) =>
          `[12:${10 + i}] ${of(['anna', 'bob'], i)}: ${of(['hi', 'how are you?', 'fine, thanks', 'I saw Anna in the park and she said hello'], i)}`,
      ),
    ],
    [
      'a chat',
      rows(40, (i) =>
        of(
          [
            'hi',
            'how are you?',
            'fine thanks',
            'I saw Anna in the park today and she said hello',
            'ok.',
            'yes Anna',
            'Not today',
          ],
          i,
        ),
      ),
    ],
    ['a word a line', rows(60, (i) => of(NOUNS, i) + (i === 7 ? '?' : ''))],
    ['a Name a line', rows(60, (i) => of(NAMES, i) + (i === 7 ? '?' : ''))],
    ['two words a line', rows(200, () => 'yes Anna')],
    [
      'a recipe',
      rows(30, (i) =>
        of(
          [
            '2 eggs',
            '200 g flour',
            'a pinch of salt',
            '1 tsp. sugar',
            'Mix well.',
            'bake for 20 min.',
          ],
          i,
        ),
      ),
    ],
    [
      'verse without commas',
      rows(20, (i) =>
        of(['The rain comes down', 'Upon the town', 'Where all the lights', 'Are dim tonight.'], i),
      ),
    ],
    [
      'verse in small letters',
      rows(20, (i) =>
        of(['the rain comes down', 'upon the town', 'where all the lights', 'are dim tonight'], i),
      ),
    ],
    [
      'code',
      rows(20, (i) => of(['const a = 1;', 'let b = 2;', 'if (a != b) {', 'return a;', '}'], i)),
    ],
    [
      'Arabic',
      rows(20, (i) =>
        of(['ذهب الولد إلى المدرسة', 'أكلت البنت التفاحة', 'هل جاء المعلم؟', 'نام القط'], i),
      ),
    ],
    [
      'Chinese',
      rows(20, (i) => of(['今天下雨', '他来吗？', '我们去公园散步', '明天见', '你好吗'], i)),
    ],
    [
      'bullets, numbers and names',
      [
        'We need:',
        '- milk',
        '• eggs',
        '1. flour',
        '2) salt',
        'a) sugar',
        '①tea',
        'Anna: yes',
        'Bob: no',
      ],
    ],
    ['initials', ['A. First', 'B. Second', 'C. Third']],
    [
      'quotations',
      ['“So many books, so little time.” ― Frank Zappa', '"Stay hungry." — Steve Jobs', 'Be!'],
    ],
    [
      'small letters, long lines, and few marks',
      rows(60, (i) =>
        of(
          [
            'the council has decided to close the old harbour bridge for repair',
            'the minister said that nobody had been told about the new plan yet',
            'a winter market will open in the old town on the first of december',
            'one of the banks in the city centre has closed its doors for good.',
          ],
          i,
        ),
      ),
    ],
    [
      'short lines of Armenian',
      rows(20, (i) => of(['Ես տուն եմ գնում', 'դու գալի՞ս ես', 'այսօր ցուրտ է։'], i)),
    ],
    ['short lines of Javanese', rows(21, (i) => of(['ꦲꦏꦸꦩꦸꦭꦶꦃ', 'ꦏꦺꦴꦮꦺꦩꦉꦤꦺ', 'ꦲꦶꦪ꧉'], i))],
    ['a play', ['OPHELIA', 'Good my lord', 'How does your honour for this many a day?']],
    ['boxes to tick', ['[x] call mum', '[ ] Pay rent.', '[X] buy milk']],
    [
      'posts with emoji',
      rows(12, (i) => of(['it works now!!! 🎉', 'so tired today', 'Happy birthday Anna 🎂'], i)),
    ],
    [
      'several sentences a line',
      [
        'It was late. Anna was not there and nobody knew where she had gone to that evening',
        'We left',
        'Bob stayed. He sang',
      ],
    ],
  ])('%s', (name, lines) => {
    const sentences =
      name === 'several sentences a line' ? lines.flatMap((line) => line.split(/(?<=\.) /)) : lines;
    expect(split(lines.join('\n'))).toEqual(sentences);
    expect(split(lines.join('\r\n'))).toEqual(sentences);
  });

  it.each<[string, string[]]>([
    ['rows that end with commas', rows(40, (i) => `(${i}, 'the ${of(NOUNS, i)}', 'is ${i}'),`)],
    [
      'a list that begins with a capital',
      rows(20, (i) =>
        i === 0
          ? 'Today the council has closed the harbour bridge'
          : of(
              [
                'a winter market opens in the old town',
                'the minister doubts the numbers',
                'nobody was told about the plan for the bridge.',
                'farmers find a bridge',
              ],
              i,
            ),
      ),
    ],
    ['short verse', ['Oh my love.', 'So true', 'far away', 'from home we go', 'I cry.']],
    [
      'long paragraphs without a blank line',
      rows(6, (i) => `The ${of(NOUNS, i)} ${'was so very old and '.repeat(9 + i)}grey`),
    ],
  ])('%s', (name, lines) => {
    const text = name === 'short verse' ? lines.join('\n').replace('\n', ' ') : lines.join('\n');
    expect(split(text)).toEqual(lines);
  });

  it('is seen in every part of a long paragraph', () => {
    const lines = rows(5000, (i) => headline(i) + (i % 1000 === 7 ? '?' : ''));
    expect(split(lines.join('\n'))).toEqual(lines);
  });
});

const PROSE = [
  'It was on a dreary night in November that I beheld the old house of Mr. Ames for the first time.',
  'It stood, as houses of that kind do, at the end of a long road, and nobody had lived in it since the days of Sir George W. Harding and his brother.',
  'The wind blew from the north, and it was cold.',
  '“You will not go in?” said Anna.',
  'I had seen enough, and there was, as you know, no more to be seen.',
  'She laughed, and we went on down the hill to the river, where the boats lay in the mud, waiting for the water to come back.',
  'Nobody spoke.',
];
const SMALL_PROSE = [
  'the house was empty and cold, and nobody had lived there for a very long time.',
  'we went in, looked around, and found nothing at all in any of the rooms but dust.',
  'it rained the whole night, and in the morning the road was gone.',
];

describe('hard-wrapped prose', () => {
  it.each(rows(71, (i) => String(30 + i)))('stays whole at %s characters', (width) => {
    expect(flat(split(wrap(PROSE.join(' '), Number(width))))).toEqual(PROSE);
  });

  it('stays whole where it is all in small letters', () => {
    for (const width of [40, 50, 60, 72]) {
      expect(flat(split(wrap(SMALL_PROSE.join(' '), width)))).toEqual(SMALL_PROSE);
    }
  });

  it('stays whole where lines begin with the same small word', () => {
    const said =
      'he said that he had seen the man and that he knew he was the one he had met when he was young.';
    const went = 'he went home and he sat by the fire.';
    expect(flat(split(wrap(said, 41)))).toEqual([said]);
    expect(flat(split(wrap(`${said} he had never told anyone. ${went}`, 64)))).toEqual([
      said,
      'he had never told anyone.',
      went,
    ]);
  });

  it('may be quoted, indented, or wrapped by Windows', () => {
    const wrapped = wrap(PROSE.join(' '), 60);
    expect(flat(split(wrapped.replaceAll('\n', '\r\n')))).toEqual(PROSE);
    expect(flat(split(wrapped.replaceAll('\n', '\n    ')))).toEqual(PROSE);
    expect(split(wrapped.replaceAll(/^/gm, '> '))).toHaveLength(PROSE.length);
  });

  it('may be Chinese, whose lines end at any character', () => {
    const sentences = [
      '今天下雨，我们在家看书。',
      '明天如果天气好，我们就去公园散步，然后去吃饭。',
      '他不来，因为他很忙。',
      '你呢？',
      '我很高兴见到你。',
    ];
    for (const width of [20, 30, 38]) {
      const text = sentences
        .join('')
        .repeat(6)
        .replaceAll(new RegExp(`.{${width}}`, 'gu'), '$&\n');
      expect(split(text).map((s) => s.replaceAll('\n', ''))).toEqual(
        rows(6, () => '').flatMap(() => sentences),
      );
    }
  });

  it('may be short, in a script without capitals', () => {
    const georgian = [
      'იყო და არა იყო რა, იყო ერთი მეფე, რომელსაც სამი ლამაზი ქალიშვილი ჰყავდა და ზღვის პირას ცხოვრობდა.',
      'ერთ დღეს მეფე სანადიროდ წავიდა და თეთრი ირემი ნახა.',
    ];
    const urdu = [
      'ایک دفعہ کا ذکر ہے کہ ایک بادشاہ سمندر کے کنارے ایک بڑے محل میں رہتا تھا اور اس کی تین خوبصورت بیٹیاں تھیں۔',
      'ایک دن بادشاہ شکار کے لیے جنگل گیا اور وہاں اس نے ایک سفید ہرن دیکھا۔',
    ];
    for (const sentences of [georgian, urdu])
      for (const width of [50, 60, 66, 72, 76, 80])
        expect(flat(split(wrap(sentences.join(' '), width)))).toEqual(sentences);
  });

  it('is known by the paragraphs before where two lines alone do not tell', () => {
    const first = wrap(PROSE.join(' '), 40);
    const said = '“That is not what we had hoped,” said\nAnna.';
    expect(split(`${first}\n\n${said}`).at(-1)).toBe(said);
    expect(split(said)).toHaveLength(2);
  });

  it('parts from a heading, a list and verse in one text', () => {
    const text = [
      `CHAPTER I\n${wrap(PROSE.slice(0, 3).join(' '), 60)}`,
      'Milk\nBread\nSalt and pepper',
      `${wrap('The shop sells the following fruit, which is fresh and comes from the valley near the river:', 60)}\napples\npears\nplums`,
      wrap(PROSE.slice(3).join(' '), 60),
      'Do not go there,\nSaid the old bear.',
    ].join('\n\n');
    expect(flat(split(text))).toEqual([
      'CHAPTER I',
      ...PROSE.slice(0, 3),
      'Milk',
      'Bread',
      'Salt and pepper',
      'The shop sells the following fruit, which is fresh and comes from the valley near the river:',
      'apples',
      'pears',
      'plums',
      ...PROSE.slice(3),
      'Do not go there, Said the old bear.',
    ]);
  });

  it('leaves a title and its name on two lines together', () => {
    expect(
      split('We met Dr.\nAmes at the old harbour on a cold day and\nthen we went home.'),
    ).toHaveLength(1);
  });

  it.each('the und les os och att на DER'.split(' '))('goes on after “%s”', (word) => {
    expect(split(`We saw in the harbour ${word}\nAnna and Bob show.`)).toHaveLength(1);
  });

  it.each('Mr. Mrs. Ms. Dr. Sr. Sra. vs. J. (J.'.split(' '))(
    'goes on after the abbreviation %s',
    (word) => {
      const rest = 'Ames at the old harbour on a cold day and\nthen we went home.';
      expect(split(`We met ${word}\n${rest}`)).toHaveLength(1);
      expect(split(`We met ${word.replace('.', 'x.')}\n${rest}`)).toHaveLength(2);
    },
  );

  it('is seen in two lines where a sentence ends within one, unless they are narrow', () => {
    expect(split('It rained all day. We stayed at home with\nAnna, who read.')).toHaveLength(2);
    expect(split('It rained. We met\nAnna.')).toHaveLength(3);
  });

  it('may begin with a small letter', () => {
    const text = 'iPhone sales fell in the spring of that year. Apple said so in a letter to all';
    expect(flat(split(`${wrap(`${text} who had asked for it. ${PROSE[1]}`, 40)}`))).toHaveLength(3);
  });

  it('may have subtitles of two lines', () => {
    const text =
      '1\n00:00:01,000 --> 00:00:02,000\nHow are you\ntoday?\n\n2\n00:00:03,000 --> 00:00:04,000\nWell.\n';
    expect(flat(split(text))).toEqual([
      '1',
      '00:00:01,000 --> 00:00:02,000',
      'How are you today?',
      '2',
      '00:00:03,000 --> 00:00:04,000',
      'Well.',
    ]);
  });
});
