import { expect, test } from 'vitest';
import { materialOf } from '../material';
import { topicDesk } from '../search/testTopics';
import { ofKind, saidIn } from '../testBlocks';
import { PlayError } from '../use';
import { exam } from './exam';
import { drawTexts, mixedTexts } from './texts';
import { use } from './use';

const desk = topicDesk();
const TEXT =
  'The chef stirred the soup. The judge dismissed the case. Later the cook asked about the broth. The caterer seasoned it near the stove. The comet was late.';
const blocksOf = async (text: string, count = '3') =>
  (await use.play(desk, { text, count })).blocks;
test('marks the sentences on the main topic, and says what others choose', async () => {
  const blocks = await blocksOf(TEXT);
  const [text] = ofKind(blocks, 'sentence');
  const marked = text!.words.filter(({ strength }) => strength).map((word) => word.text);
  expect(marked).toContain('soup');
  expect(marked).toContain('broth');
  expect(marked).toContain('stove');
  expect(marked).not.toContain('judge');
  expect(marked).not.toContain('comet');
  const [ranking] = ofKind(blocks, 'ranking');
  expect(ranking!.rows.map(({ note }) => note).toSorted()).toEqual([
    'sentence 1',
    'sentence 3',
    'sentence 4',
  ]);
  const [table] = ofKind(blocks, 'table');
  expect(table!.rows[0]).toEqual(['The model', '1, 3, 4', '']);
  expect(table!.rows.at(-1)).toEqual(['The first sentences', '1, 2, 3', '2 of 3']);
});

test('says which word makes the first so central: without its one telling word it falls', async () => {
  const blocks = await blocksOf(
    'The soup was near the window. The chef was late. The cook was near. The judge was late. The comet was near.',
  );
  expect(saidIn(blocks).join('\n')).toMatch(
    /Leave out “(soup|chef|cook)”, and sentence \d is the \d/,
  );
});

test.each([
  ['', 'at least 3 sentences'],
  ['One sentence. And two.', 'at least 3 sentences'],
  ['... !!! ??? ...', 'at least 3 sentences'],
  ['Кот спит. Пёс ест. Дом стоит. Лес шумит', 'has read none of 8 words'],
])('%j is answered with what it needs', async (text, message) => {
  await expect(blocksOf(text)).rejects.toThrow(PlayError);
  await expect(blocksOf(text)).rejects.toThrow(message);
});

test('a long text is read in part, long sentences too, and unknown words are named', async () => {
  const long = `The chef stirred it ${'again near the stove '.repeat(9)}.`;
  const blocks = await blocksOf(
    `${long} The zebra asked about the soup. ${TEXT.repeat(10).replaceAll('.T', '. T')}`,
  );
  const said = saidIn(blocks).join('\n');
  expect(said).toContain('Only the first 40 sentences are read, 12 are left out.');
  expect(said).toContain('to the end of sentence 1:');
  expect(said).toContain('“zebra”');
});

test('beside an empty text of one’s own, what is typed is still read', async () => {
  const empty = topicDesk({ isOwn: true, sentences: [] });
  const { blocks } = await use.play(empty, { text: TEXT, count: '3' });
  expect(ofKind(blocks, 'ranking')[0]!.rows).toHaveLength(3);
  expect(await exam(empty)).toEqual([]);
});

test('more key sentences than there are means all, and nonsense means four', async () => {
  expect(ofKind(await blocksOf(TEXT, '6'), 'ranking')[0]!.rows).toHaveLength(5);
  expect(ofKind(await blocksOf(TEXT, 'many'), 'ranking')[0]!.rows).toHaveLength(4);
});

test('texts of the exam: four sentences on one topic among four on others, none of them read', () => {
  const read = new Set(materialOf(use.world).passages);
  const texts = drawTexts(30);
  expect(texts).toEqual(drawTexts(30));
  for (const { sentences, isMain } of texts) {
    expect(new Set(sentences).size).toBe(8);
    expect(isMain.filter(Boolean)).toHaveLength(4);
    expect(sentences.some((one) => read.has(one))).toBe(false);
  }
  expect(new Set(texts.map(({ isMain }) => isMain.indexOf(true))).size).toBeGreaterThan(1);
});

test('texts of one’s own: four in a row and four that do not touch them', () => {
  const own = Array.from({ length: 16 }, (_, i) => `Sentence ${i}.`);
  for (const { sentences, isMain } of mixedTexts(own, 20)) {
    const at = (is: boolean) =>
      sentences
        .flatMap((one, s) => (isMain[s] === is ? [own.indexOf(one)] : []))
        .toSorted((a, b) => a - b);
    const row = at(true);
    expect(row).toEqual([0, 1, 2, 3].map((i) => row[0]! + i));
    expect(at(false)).toHaveLength(4);
    for (const other of at(false)) expect(other < row[0]! - 4 || other > row[3]! + 4).toBe(true);
  }
  expect(mixedTexts(own.slice(1), 20)).toEqual([]);
});

test('a model that knows the topics finds the main topic; over one’s own text too', async () => {
  const own = topicDesk({
    isOwn: true,
    sentences: drawTexts(8).flatMap(({ sentences, isMain }) =>
      sentences.filter((_, s) => isMain[s]),
    ),
  });
  const [sitting] = await exam(own);
  const mean = (who: string) => {
    const { scores } = sitting!.rows.find((row) => row.who === who)!;
    return Array.from(scores).reduce((a, b) => a + b) / scores.length;
  };
  // A row of four begins anywhere, so that it may have sentences of two topics.
  expect(mean('model')).toBeGreaterThan(mean('textRank') + 0.1);
  expect(mean('lead')).toBeGreaterThan(0.4);
  expect(mean('lead')).toBeLessThan(0.6);
  expect(await exam(topicDesk({ isOwn: true, sentences: own.sentences.slice(0, 15) }))).toEqual([]);
});
