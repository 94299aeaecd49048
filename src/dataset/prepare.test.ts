import { describe, expect, it, vi } from 'vitest';
import type { PrepareProgress } from '../corpus/pacer';
import { splitSentences } from '../corpus/sentences';
import { createEncoder } from '../tokenizer/wordPiece';
import { BEGINS_PHRASE, BEGINS_WORD } from './encodedText';
import { countWords, paced, prepareRead, prepareText, readText } from './prepare';
import { allTokens } from './testTokens';

const settings = { vocabSize: 200, doLowerCase: true };
const text =
  'The cat sat on the mat. The dog did not! Straße\u00ad und Äpfel, z.B. viele.\n\n\u0001\n\n' +
  'Cats and dogs sat there; 12 of them. Ça va? 日本 😀.\n'.repeat(30);

const NONE = { tokens: 0, characters: 0 };

describe('prepareText', () => {
  it('encodes as the encoder does, and parts at the sentences', async () => {
    const { vocabulary, encoded, stats } = await prepareText(text, settings);
    const expected = createEncoder(vocabulary).encode(text);
    const { sentenceStarts, counts } = encoded;
    const { marks } = allTokens(encoded);
    expect(Array.from(allTokens(encoded).ids)).toEqual(Array.from(expected.ids));
    const begins = expected.wordIds.map((word, i) => Number(word !== expected.wordIds[i - 1]));
    expect(Array.from(marks, (mark) => mark & BEGINS_WORD)).toEqual(Array.from(begins));
    // A phrase begins with a word.
    expect(marks.every((mark) => !(mark & BEGINS_PHRASE) || mark & BEGINS_WORD)).toBe(true);

    const sentences = splitSentences(text).filter(
      ({ start, end }) => text.slice(start, end) !== '\u0001',
    );
    expect(Array.from([...sentenceStarts].slice(0, -1), (i) => expected.starts[i])).toEqual(
      sentences.map(({ start }) => start),
    );
    expect(sentenceStarts.at(-1)).toBe(allTokens(encoded).ids.length);

    const counted = new Uint32Array(vocabulary.tokens.length);
    for (const id of allTokens(encoded).ids) counted[id]!++;
    expect(counts).toEqual(counted);
    expect(stats).toEqual({
      characters: text.length,
      words: expected.wordIds.at(-1)! + 1,
      sentences: sentences.length,
      tokens: allTokens(encoded).ids.length,
      vocabulary: vocabulary.tokens.length,
      unknownShare: 0,
      unknown: { long: NONE, spelling: NONE },
      alphabet: 55,
      copies: 87, // the three sentences of a line that stands there thirty times
      near: 0,
      tooAlike: false,
    });
  });

  it('knows which two tokens each merge has joined', async () => {
    const { vocabulary, mergedFrom } = await prepareText(text, settings);
    const spelt = (id: number) => vocabulary.tokens[id]!.replace('##', '');
    let merged = 0;
    vocabulary.tokens.forEach((token, id) => {
      const [a, b] = [mergedFrom[2 * id]!, mergedFrom[2 * id + 1]!];
      if (a < 0) {
        expect(id < 5 || [...token.replace('##', '')].length === 1, token).toBe(true);
        return;
      }
      merged++;
      expect(spelt(a) + spelt(b)).toBe(spelt(id));
      expect(Math.max(a, b)).toBeLessThan(id);
    });
    expect(merged).toBeGreaterThan(10);
  });

  it('says what share of the tokens is unknown', async () => {
    const { stats, encoded } = await prepareText(text, { ...settings, vocabSize: 20 });
    expect(stats.unknownShare).toBeGreaterThan(0.1);
    expect(stats.unknownShare).toBe(encoded.counts[1]! / allTokens(encoded).ids.length);
  });

  it('makes nothing of an empty text', async () => {
    const { encoded, stats } = await prepareText(' \0 ', settings);
    expect(allTokens(encoded).ids.length).toBe(0);
    expect(Array.from(encoded.sentenceStarts)).toEqual([0]);
    expect(stats.unknownShare).toBe(0);
  });

  it('reports each phase, forwards only', async () => {
    const seen: PrepareProgress[] = [];
    await prepareText(text.repeat(100), settings, {
      onProgress: (progress) => seen.push(progress),
    });
    expect([...new Set(seen.map(({ phase }) => phase))]).toEqual([
      'counting',
      'comparing',
      'learning',
      'encoding',
    ]);
    for (let i = 1; i < seen.length; i++) {
      expect(seen[i]!.fraction).toBeLessThanOrEqual(1);
      if (seen[i]!.phase === seen[i - 1]!.phase) {
        expect(seen[i]!.fraction).toBeGreaterThanOrEqual(seen[i - 1]!.fraction);
      }
    }
  });

  it('stops with the reason of the signal, in whatever phase', async () => {
    for (const phase of ['counting', 'comparing', 'learning', 'encoding'] as const) {
      const controller = new AbortController();
      const run = prepareText(text.repeat(10), settings, {
        signal: controller.signal,
        onProgress: (progress) => {
          if (progress.phase === phase) controller.abort();
        },
      });
      await expect(run).rejects.toMatchObject({ name: 'AbortError' });
    }
  });

  it('asks the clock often, and rests whenever its time is up', async () => {
    // A clock of our own: a busy machine must not fail the test. Each look at it takes 5 ms.
    let now = 0;
    let looks = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => {
      looks++;
      now += 5;
      return now;
    });
    let rested = 0;
    let longest = 0;
    const long = text.repeat(200);
    await prepareText(long, settings, {
      pause: async () => {
        longest = Math.max(longest, now - rested);
        rested = now;
      },
    });
    clock.mockRestore();
    // 24 ms of work is five looks; the look after the rest is a sixth.
    expect(longest).toBeLessThanOrEqual(35);
    // Often means at least once in 16 000 characters, which take a few milliseconds.
    expect(looks).toBeGreaterThan(long.length / 16_000);
  });
});

describe('countWords', () => {
  const read = (written: string) => readText(new Blob([written]));
  const never = { due: () => false, rest: async () => {} };

  it('adds up the spellings that are one word once they are normalized', async () => {
    const { corpus } = await read('Tea tea TEA. Été ete.');
    const counted = await countWords(corpus, { doLowerCase: true, stripAccents: true }, never);
    expect(Object.fromEntries(counted)).toEqual({ tea: 3, '.': 2, ete: 2 });
  });

  it('keeps case and accents apart unless told otherwise', async () => {
    const { corpus } = await read('Tea tea. Été ete.');
    const counted = await countWords(corpus, { doLowerCase: false }, never);
    expect(Object.fromEntries(counted)).toEqual({ Tea: 1, tea: 1, '.': 2, Été: 1, ete: 1 });
  });

  it('counts no word of accents alone once they are stripped', async () => {
    const { corpus } = await read('a \u0301 b');
    const counted = await countWords(corpus, { doLowerCase: true, stripAccents: true }, never);
    expect(Array.from(counted, ([word]) => word)).toEqual(['a', 'b']);
  });

  it('reads the first 4096 characters of a word, but all of them where characters are tokens', async () => {
    const { corpus } = await read(`${'a'.repeat(5000)} b`);
    const lengths = async (tokenizer: 'wordpiece' | 'character') => {
      const counted = await countWords(corpus, { doLowerCase: true, tokenizer }, never);
      return Array.from(counted, ([word]) => word.length);
    };
    expect(await lengths('wordpiece')).toEqual([4096, 1]);
    expect(await lengths('character')).toEqual([5000, 1]);
  });

  it('rests after each 1024 words if it is due, and says what it is doing', async () => {
    const { corpus } = await read(Array.from({ length: 2100 }, (_, i) => `w${i}`).join(' '));
    const rests: unknown[] = [];
    const due = { due: () => true, rest: async (...what: unknown[]) => void rests.push(what) };
    await countWords(corpus, { doLowerCase: true }, due);
    expect(rests).toEqual([
      ['learning', 0],
      ['learning', 0],
    ]);
  });
});

it('is made of pieces that occur twice, with accents, unless told otherwise', async () => {
  const read = await readText(new Blob(['Café café. Café zoo.']));
  const given = { vocabSize: 200, doLowerCase: true };
  const usual = await prepareRead(read, given);
  const told = { ...given, tokenizer: 'wordpiece', minFrequency: 2, stripAccents: false } as const;
  expect(usual.vocabulary).toEqual((await prepareRead(read, told)).vocabulary);
  expect(usual.vocabulary.stripAccents).toBe(false);
  expect(usual.vocabulary.tokens).toContain('café');
  expect(usual.vocabulary.tokens).not.toContain('zoo');
});

describe('paced', () => {
  it('rests with the share that is done whenever it is due, and returns what the work returns', async () => {
    const rests: unknown[] = [];
    let asked = 0;
    const pacer = {
      due: () => ++asked % 2 === 0,
      rest: async (...what: unknown[]) => void rests.push(what),
    };
    function* work() {
      yield 0.1;
      yield 0.2;
      yield 0.3;
      yield 0.4;
      return 'done';
    }
    expect(await paced(work(), 'encoding', pacer)).toBe('done');
    expect(rests).toEqual([
      ['encoding', 0.2],
      ['encoding', 0.4],
    ]);
  });
});
