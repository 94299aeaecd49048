import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createCodedWriter } from '../base/coded';
import { createFirstSeen } from '../base/firstSeen';
import { createLongList } from '../base/longList';
import { createWordTable } from '../base/wordTable';
import type { Pacer } from '../corpus/pacer';
import { SPECIAL_TOKENS } from '../tokenizer/vocabulary';
import { createEncoder } from '../tokenizer/wordPiece';
import { encodeCorpus, type WordsOfText } from './encodeCorpus';
import { BEGINS_PHRASE, BEGINS_SENTENCE, BEGINS_WORD } from './encodedText';
import { allTokens } from './testTokens';

const ALL = BEGINS_PHRASE | BEGINS_SENTENCE | BEGINS_WORD;
const letters = [...'abc='];
const vocabulary = {
  tokens: [...SPECIAL_TOKENS, ...letters, ...letters.map((letter) => `##${letter}`)],
  doLowerCase: true,
  stripAccents: true,
  maxWordChars: 5,
};
const encoder = createEncoder(vocabulary);
const idle: Pacer = { due: () => false, rest: async () => {} };

function codedOf(values: Iterable<number>): Blob {
  const writer = createCodedWriter();
  for (const value of values) writer.push(value);
  return writer.blob();
}

function corpusOf(sentences: readonly (readonly string[])[]): WordsOfText {
  const all = sentences.flat();
  const words = createWordTable();
  const which = createFirstSeen(createLongList());
  for (const word of all) which.push(words.numberOf(word));
  const times = new Uint32Array(words.length);
  for (const word of all) times[words.find(word)]!++;
  const counts = codedOf(times);
  which.putAside();
  words.putAside();
  const sentenceWords = [0];
  for (const { length } of sentences) sentenceWords.push(sentenceWords.at(-1)! + length);
  return {
    words,
    counts,
    which,
    sentenceWords: Uint32Array.from(sentenceWords),
  };
}
const encode = (corpus: WordsOfText, pacer = idle) =>
  encodeCorpus(corpus, new Uint32Array(corpus.sentenceWords.length - 1), encoder, pacer);

it('encodes word after word', async () => {
  const sentence = fc.array(fc.constantFrom('a', 'ab', 'cab', 'b\u0301', 'x'), {
    ...{ minLength: 1, maxLength: 6 },
  });
  const text = fc.array(sentence, { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(text, async (sentences) => {
      const { encoded } = await encode(corpusOf(sentences));
      const ids = sentences.map((words) => words.flatMap((word) => encoder.encodeWord(word).ids));
      const { sentenceStarts } = encoded;
      expect(
        ids.map((_, s) => [
          ...allTokens(encoded).ids.subarray(sentenceStarts.at(s), sentenceStarts.at(s + 1)),
        ]),
      ).toEqual(ids);
      expect([...encoded.counts]).toEqual(
        vocabulary.tokens.map((_, id) => ids.flat().filter((other) => other === id).length),
      );
    }),
  );
});

it('marks the first token of each word and of each sentence', async () => {
  // A word of accents alone has no token: the one after it begins the sentence.
  const { encoded } = await encode(corpusOf([['\u0301', 'ab', 'c'], ['\u0301'], ['b']]));
  expect([...allTokens(encoded).marks]).toEqual([ALL, 0, BEGINS_WORD | BEGINS_PHRASE, ALL]);
  expect([...encoded.sentenceStarts]).toEqual([0, 3, 3, 4]);
});

it('marks where a phrase begins, and begins none at an unknown word', async () => {
  // “a b” stands together far more often than chance has it. “x” is unknown, and “b≠x” in part.
  const others = ['c', 'cc', 'ccc', 'ba', 'bb', 'ca', 'cb', 'ac', 'aa', 'bc'];
  const sentences = Array.from({ length: 40 }, (_, i) => [
    ...[others[i % 10]!, 'a', 'b', others[(3 * i + 1) % 10]!, 'x', 'b≠x', 'a'],
  ]);
  const { encoded } = await encode(corpusOf(sentences));
  const { sentenceStarts } = encoded;
  const { ids, marks } = allTokens(encoded);
  const words: number[][] = sentences.map((_, s) => {
    const range = [sentenceStarts.at(s), sentenceStarts.at(s + 1)] as const;
    const [own, of] = [ids.subarray(...range), marks.subarray(...range)];
    return [...own.keys()].filter((i) => of[i]! & BEGINS_WORD).map((i) => of[i]! & BEGINS_PHRASE);
  });
  const P = BEGINS_PHRASE;
  expect(new Set(words.map(String))).toEqual(new Set([String([P, P, 0, P, P, P, P])]));
});

it('learns no phrase from words of two sentences', async () => {
  const parted = Array.from({ length: 40 }, (_, i) => [[i % 2 ? 'c' : 'ca', 'a'], ['b']]).flat();
  const { encoded } = await encode(corpusOf([...parted, ['a', 'b']]));
  expect([...allTokens(encoded).marks.slice(-2)]).toEqual([ALL, BEGINS_WORD | BEGINS_PHRASE]);
});

it('measures what is unknown in tokens and in characters, by reason', async () => {
  // Without its accent “b≠x” is three words: b, = and x, which cannot be spelled.
  const { unknown } = await encode(
    corpusOf([
      ['aab', 'x', 'aaaaaa'],
      ['x', 'b≠x'],
      ['aa', '\u0301'],
    ]),
  );
  const [tokens, characters] = [11, 3 + 1 + 6 + 1 + 3 + 2 + 1];
  expect(unknown.long).toEqual({ tokens: 1 / tokens, characters: 6 / characters });
  expect(unknown.spelling).toEqual({ tokens: 3 / tokens, characters: 5 / characters });
});

it('finds nothing unknown where there is nothing', async () => {
  const { encoded, unknown } = await encode(corpusOf([]));
  expect([...encoded.sentenceStarts]).toEqual([0]);
  const none = { tokens: 0, characters: 0 };
  expect(unknown).toEqual({ long: none, spelling: none });
});

it('asks often whether to rest, and says what share of the text is done', async () => {
  const sentences = Array.from({ length: 10 }, () => Array<string>(2048).fill('a'));
  const shares: number[] = [];
  const rest: Pacer['rest'] = async (phase, share) => {
    expect(phase).toBe('encoding');
    shares.push(share);
  };
  const rests = { due: () => true, rest };
  await encode(corpusOf(sentences), rests);
  const first = shares.findIndex((share) => share > 0);
  // Once while the words are encoded, and while phrases are looked for; then every 4096 tokens.
  expect(first).toBeGreaterThan(1);
  expect(shares.slice(first)).toEqual([0.2, 0.4, 0.6, 0.8, 1]);
  shares.length = 0;
  await encode(corpusOf([Array<string>(5000).fill('a')]), { ...rests, due: () => false });
  expect(shares).toEqual([]);
});

it('rests after every 4096 different words', async () => {
  let rests = 0;
  const rest = async () => void rests++;
  const restsFor = async (count: number) => {
    const words = createWordTable();
    for (let i = 0; i < count; i++) words.numberOf(`a${i}`);
    words.putAside();
    const counts = codedOf(new Uint32Array(count));
    rests = 0;
    await encode({ ...corpusOf([]), words, counts }, { due: () => true, rest });
    return rests;
  };
  expect((await restsFor(8192)) - (await restsFor(4095))).toBe(2);
});
