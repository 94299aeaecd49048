import { describe, expect, it } from 'vitest';
import { sentenceLines } from './lines';
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

/** The pieces of a paragraph between the line ends that end a sentence, after paragraphs wrapped at `width`. */
function pieces(text: string, width = 0): string[] {
  const ends = sentenceLines(text, { start: 0, end: text.length }, { width });
  let step = ends.next();
  while (!step.done) step = ends.next();
  const at = [0, ...step.value, text.length];
  return at.slice(1).map((end, i) => text.slice(at[i], end).trim());
}
/** Words of so many characters, with single spaces between */
const filled = (length: number, start = 'We') =>
  `${start}${' saw'.repeat(length)}`
    .slice(0, length - 1)
    .trimEnd()
    .padEnd(length, 'w');

const LINE = 'We saw the old harbour and the long grey wall of the town';

describe('two lines are one sentence', () => {
  it.each([
    ...[',', ';', '،', '؛', '、', '，', '；', ' ·', '—', '–', ',"', ",'", ',’', ',”', '-', '-’'],
    ...[':', '：', ' the', ' and', ' UND'],
  ])('if the first ends with “%s”', (end) => {
    expect(pieces(`${LINE}${end}\nAnna came.`)).toHaveLength(1);
  });

  it.each(['', '…', '...', '…”', "...'", '…"', ' "of Rome"'])(
    'if the first ends with “%s” and the second begins with a small letter',
    (end) => {
      expect(pieces(`${LINE}${end}\nand left.`)).toHaveLength(1);
      expect(pieces(`${LINE}${end}\n“and left.`)).toHaveLength(1);
      expect(pieces(`${LINE}${end}\nAnna left.`)).toHaveLength(2);
      expect(pieces(`${LINE}${end}\n“Anna left.`)).toHaveLength(2);
    },
  );

  it.each([
    ...['It rained all day. We', 'It was 5m. We', '“It rained all day.” We', "'No!' We"],
    ...['It rained all day?  We', 'It rained all day!\tWe', 'It rained all day. “We'],
  ])('if another ends within the first: %s', (start) => {
    expect(pieces(`${filled(57, start)}\nAnna came.`)).toHaveLength(1);
  });

  it.each(['He saw J. Smith', 'He has 1. Anna', 'It is 5. We', 'It rained. all of', 'See A/B. We'])(
    'but not if none does: %s',
    (start) => {
      expect(pieces(`${filled(57, start)}\nAnna came.`)).toHaveLength(2);
    },
  );

  it.each(['Mr.', 'No.', 'no.', 'St.', '(J.', 'Prof.', 'cf.'])(
    'after a paragraph that is wrapped, if the first ends with “%s”',
    (end) => {
      expect(pieces(`${LINE} ${end}\nAnna came.`, 65)).toHaveLength(1);
      expect(pieces(`${LINE} x${end}\nAnna came.`, 65)).toHaveLength(end === '(J.' ? 1 : 2);
    },
  );
});

describe('two lines are two sentences', () => {
  it.each([
    ...[
      '.',
      '!',
      '?',
      '。',
      '.”',
      '.)',
      '."',
      ".'",
      '.*',
      '._',
      '.»',
      '?!',
      '.”)',
      '።',
      '།',
      '༎',
      '፡፡',
    ],
    ...[' 🎉', ' ❤️', ' 🎉”', '… of old.', '... at last.'],
  ])('if the first ends with “%s”', (end) => {
    expect(pieces(`${LINE}${end}\nand left.`)).toHaveLength(2);
    expect(pieces(`${LINE}${end}\nAnna left.`, 66)).toHaveLength(2);
  });

  it.each(['', ' at 5:30', ' at 5-6', ' 5-', ' -', ', too', ' by J. Lee.', ' andx', ' xthe'])(
    'if the first ends with “%s” and the second begins with a capital',
    (end) => {
      expect(pieces(`${LINE}${end}\nAnna left.`)).toHaveLength(2);
    },
  );

  it('if they begin alike, with a number or a speaker', () => {
    const rest = LINE.slice(2);
    expect(pieces(`12${rest}\n7 boats came`)).toHaveLength(2);
    expect(pieces(`12${rest}\nx boats came`)).toHaveLength(1);
    expect(pieces(`7${rest}\n12a boats came`)).toHaveLength(1);
    expect(pieces(`anna:${rest}\nbob: so did we`)).toHaveLength(2);
    expect(pieces(`anna${rest}\nbob: so did we`)).toHaveLength(1);
    expect(pieces(`all${rest}\nall boats came`)).toHaveLength(2);
    expect(pieces(`[all${rest}\nall boats came`)).toHaveLength(1);
  });

  it('unless there are no capitals, for then a line end says less', () => {
    expect(pieces(`w${LINE.slice(1)}\n5Ab came.`)).toHaveLength(1);
    expect(pieces(`w${LINE.slice(1)}\n“Anna came.”`)).toHaveLength(2);
    expect(pieces(`“${LINE}\n5 of us came.”`)).toHaveLength(2);
  });

  it('if they are wider than any page, or narrower than forty characters and without a mark', () => {
    expect(pieces(`${filled(160)}\nand left.`)).toHaveLength(1);
    expect(pieces(`${filled(161)}\nand left.`)).toHaveLength(2);
    expect(pieces(`${filled(40)}\nand left`)).toHaveLength(1);
    expect(pieces(`${filled(39)}\nand left`)).toHaveLength(2);
    expect(pieces(`${filled(39)}\nand left.`)).toHaveLength(1);
    // Chinese needs fewer. A full stop is the end of a sentence within the line, whatever follows.
    const chinese = (mark: string) =>
      `今天下雨${mark}我们在家看书然后去公园散步再去吃饭最后回家睡觉明天还要上`;
    for (const mark of ['。', '！', '？', '。”', '。 ', '。「', '。”「'])
      expect(pieces(`${chinese(mark)}\n学校里`)).toHaveLength(1);
    for (const mark of ['', '，', '。，'])
      expect(pieces(`${chinese(mark)}\n学校里`)).toHaveLength(2);
  });
});

describe('the width of earlier paragraphs', () => {
  const long = 'Donaudampfschifffahrtsgesellschaft came.';
  it.each([
    [49, 2],
    [50, 1],
    [70, 1],
    [71, 2],
  ])('of %d lets lines of 50 characters be %d', (width, count) => {
    expect(pieces(`${filled(50)}\n${long}`, width)).toHaveLength(count);
  });

  it('says how much room a line left for the next word', () => {
    expect(pieces(`${filled(76)},\nat once.`, 100)).toHaveLength(2); // 80 of 100: much
    expect(pieces(`${filled(77)},\nat once.`, 100)).toHaveLength(1);
    expect(pieces(`${filled(95)}\nat home.`, 98)).toHaveLength(1); // just enough; a small letter tells more
    expect(pieces(`${filled(95)}\nHome was far.`, 101)).toHaveLength(2);
    expect(pieces(`${filled(95)}\nHome was far.`, 99)).toHaveLength(1); // none
  });

  it('is kept for the next paragraph, unless that has lines of its own', () => {
    const wrapping = { width: 0 };
    const widthAfter = (text: string) => {
      const ends = sentenceLines(text, { start: 0, end: text.length }, wrapping);
      while (!ends.next().done);
      return wrapping.width;
    };
    expect(widthAfter(`${filled(60)}\n${filled(58, 'and')}\nand left.`)).toBe(60);
    expect(widthAfter('One line.')).toBe(60);
    expect(widthAfter(`${filled(58)}.\nTwo lines.`)).toBe(60);
    expect(widthAfter(`${filled(58)}\nand wrapped.`)).toBe(60);
    expect(widthAfter('Red wine.\nWhite bread.\nTwo eggs.')).toBe(0);
  });
});

describe('in a wrapped paragraph', () => {
  const STARTS = ['and', 'or', 'but', 'then', 'so'];
  const bodyOf = (first: string) =>
    `${filled(60, first)}\n${filled(59, 'or')}\n${filled(58, 'but')}\n${filled(60, 'then')}\nand left.`;
  const body = bodyOf('We');
  it.each([
    ['a heading that leaves a quarter of the width', 41, '', 2],
    ['no heading that leaves less', 42, '', 1],
    ['no heading that goes on', 30, ',', 1],
    ['no abbreviation', 30, ' St.', 1],
  ])('ends %s', (_, length, end, count) => {
    expect(pieces(`${filled(length)}${end}\n${body}`)).toHaveLength(count);
  });

  it('a line before a small letter ends where it leaves half of the width', () => {
    const small = bodyOf('so');
    expect(pieces(`${filled(26)}\n${small}`)).toHaveLength(2);
    expect(pieces(`${filled(27)}\n${small}`)).toHaveLength(1);
  });

  it('a line with a colon ends where the next is short', () => {
    expect(pieces(`${body.slice(0, -1)}:\n${filled(27, 'figs')}\nnuts`)).toHaveLength(1);
    expect(pieces(`${body.slice(0, -1)}:\n${filled(20, 'figs')}\nnuts`)).toHaveLength(3);
  });

  it('one line in twelve may be longer', () => {
    const address = `see https://${'a'.repeat(200)}`;
    const lines = (count: number) =>
      rows(count, (i) => filled(60, i ? of(STARTS, i) : 'We')).join('\n');
    expect(pieces(`${lines(6)}\n${address}\n${lines(6)}`)).toHaveLength(1);
    expect(pieces(`${lines(6)}\n${address}\n${lines(5)}`)).toHaveLength(12);
    expect(pieces(`${filled(60)}\n${filled(60, 'and')}\nand ${'b'.repeat(160)}`)).toHaveLength(3);
  });
});

describe('what no wrapped paragraph has', () => {
  const STARTS = ['and', 'or', 'but', 'then', 'so'];
  /** Lines of these lengths, the first of which begins with a capital, and a last one */
  const paragraph = (lengths: readonly number[], first = 'We') =>
    `${lengths.map((length, i) => filled(length, i ? of(STARTS, i) : first)).join('\n')}\nif it was so.`;

  it('three lines, or more than a quarter of them, that leave room for the next word', () => {
    const roomy = [60, 50, 60, 50, 60, 50];
    const rest = (count: number) => rows(count, () => '').map(() => 60);
    expect(pieces(paragraph(roomy))).toHaveLength(7);
    expect(pieces(paragraph(roomy.slice(0, 4)))).toHaveLength(1);
    expect(pieces(paragraph(roomy, 'It rained. We'))).toHaveLength(1);
    expect(pieces(paragraph([...roomy, ...rest(5)]))).toHaveLength(12);
    expect(pieces(paragraph([...roomy, ...rest(6)]))).toHaveLength(1);
    // The next word is one of two letters: 57 characters leave room for it, and 58 do not.
    expect(pieces(paragraph([57, 60, 60, 60, 60, 57, 60, 60, 60, 60, 57]))).toHaveLength(12);
    expect(pieces(paragraph([58, 60, 60, 60, 60, 58, 60, 60, 60, 60, 58]))).toHaveLength(1);
    // Lines of less than half of the width are rows of a list.
    expect(pieces(paragraph([60, 31, 60, 31, 60, 31]))).toHaveLength(7);
    expect(pieces(paragraph([60, 30, 60, 30, 60, 30]))).toHaveLength(1);
  });

  it('three lines, and more than half of them, that begin like the one before', () => {
    const begun = (starts: string) =>
      pieces(
        starts
          .split(' ')
          .map((start) => `${filled(59, start)},`)
          .join('\n'),
      );
    expect(begun('we we we we')).toHaveLength(4);
    expect(begun('we we we')).toHaveLength(1);
    expect(begun('we we we we or but')).toHaveLength(6);
    expect(begun('we we we we or but so')).toHaveLength(1);
  });

  it('no capital, and but one final mark in eight lines or more', () => {
    const small = (count: number, marks: string) =>
      rows(count, (i) => filled(60, of(STARTS, i)) + (marks[i] ?? '')).join('\n');
    expect(pieces(small(9, ''))).toHaveLength(9);
    expect(pieces(small(9, '   .'))).toHaveLength(9);
    expect(pieces(small(9, ''), 60)).toHaveLength(1);
    expect(pieces(small(8, ''))).toHaveLength(1);
    expect(pieces(small(9, '  .  .'), 61)).toHaveLength(1);
    expect(pieces(small(9, '  .  .'))).toHaveLength(1);
    expect(pieces(`${filled(60, 'an oz. of')}\n${small(9, '').slice(61)}`)).toHaveLength(1);
  });

  it('in a narrow column, a line that leaves room', () => {
    expect(pieces(paragraph([29, 20, 29]))).toHaveLength(4);
    expect(pieces(paragraph([30, 20, 30]))).toHaveLength(1);
    expect(pieces(paragraph([29, 20, 29]).replace('\nbut', ',\nbut'))).toHaveLength(1);
    expect(pieces(paragraph([20, 14, 20]))).toHaveLength(4); // 18 of 20 characters with the next word, "but"
    expect(pieces(paragraph([20, 15, 20]))).toHaveLength(1);
    expect(pieces(paragraph([19, 19, 19]))).toHaveLength(4); // too narrow for three lines
    expect(pieces(paragraph([19, 19]))).toHaveLength(1);
    expect(pieces(`${filled(30, 'It was so. We')}\nAnna came.`)).toHaveLength(1);
    expect(pieces(`${filled(29, 'It was so. We')}\nAnna came.`)).toHaveLength(2);
  });

  it('three sentences that end just where lines do', () => {
    const text = (first: string, last: string) =>
      [
        filled(60, first),
        `${filled(59, 'and')}.`,
        `${filled(59, 'Bob')},`,
        `${filled(59, 'or')}.`,
        `Carl left${last}`,
      ].join('\n');
    expect(pieces(text('We', '.'))).toHaveLength(5);
    expect(pieces(text('We', ''))).toHaveLength(1);
    expect(pieces(text('We saw an oz. of', '.'))).toHaveLength(1);
  });

  it('a word in each of four lines of five, unless some end a sentence', () => {
    const words = (count: number, marks: string) =>
      rows(
        count,
        (i) => of(['harbour', 'wind', 'rain', 'boat', 'town'], i) + (marks[i] ?? ''),
      ).join('\n');
    expect(pieces(words(20, ''))).toHaveLength(20);
    expect(pieces(words(20, '  .'))).toHaveLength(1);
    expect(pieces(words(22, '  .'))).toHaveLength(22); // one in 21 is too few
    expect(pieces(words(21, '  .'))).toHaveLength(1);
  });
});

it('reads quoted mail with an empty line', () => {
  expect(pieces(`> ${LINE}\n>\n> Anna left.`)).toHaveLength(3);
});

it('rests every 4096 lines', () => {
  const rests = (count: number) => {
    const text = `${'line\n'.repeat(count)}line`;
    const ends = sentenceLines(text, { start: 0, end: text.length }, { width: 0 });
    let found = 0;
    while (!ends.next().done) found++;
    return found;
  };
  expect([4_095, 4_096, 8_191, 8_192].map(rests)).toEqual([0, 1, 1, 2]);
});
