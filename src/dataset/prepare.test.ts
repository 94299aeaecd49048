import { describe, expect, it, vi } from 'vitest';
import type { PrepareProgress } from '../corpus/pacer';
import { splitSentences } from '../corpus/sentences';
import { createEncoder } from '../tokenizer/wordPiece';
import { BEGINS_PHRASE, BEGINS_WORD } from './encodedText';
import { prepareText } from './prepare';

const settings = { vocabSize: 200, doLowerCase: true };
const text =
  'The cat sat on the mat. The dog did not! Straße\u00ad und Äpfel, z.B. viele.\n\n\u0001\n\n' +
  'Cats and dogs sat there; 12 of them. Ça va? 日本 😀.\n'.repeat(30);

const NONE = { tokens: 0, characters: 0 };

describe('prepareText', () => {
  it('encodes as the encoder does, and parts at the sentences', async () => {
    const { vocabulary, encoded, stats } = await prepareText(text, settings);
    const expected = createEncoder(vocabulary).encode(text);
    const { sentenceStarts, marks, counts } = encoded;
    expect(Array.from(encoded.ids)).toEqual(Array.from(expected.ids));
    const begins = expected.wordIds.map((word, i) => Number(word !== expected.wordIds[i - 1]));
    expect(Array.from(marks, (mark) => mark & BEGINS_WORD)).toEqual(Array.from(begins));
    // A phrase begins with a word.
    expect(marks.every((mark) => !(mark & BEGINS_PHRASE) || mark & BEGINS_WORD)).toBe(true);

    const sentences = splitSentences(text).filter(
      ({ start, end }) => text.slice(start, end) !== '\u0001',
    );
    expect(Array.from(sentenceStarts.subarray(0, -1), (i) => expected.starts[i])).toEqual(
      sentences.map(({ start }) => start),
    );
    expect(sentenceStarts.at(-1)).toBe(encoded.ids.length);

    const counted = new Uint32Array(vocabulary.tokens.length);
    for (const id of encoded.ids) counted[id]!++;
    expect(counts).toEqual(counted);
    expect(stats).toEqual({
      characters: text.length,
      words: expected.wordIds.at(-1)! + 1,
      sentences: sentences.length,
      tokens: encoded.ids.length,
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
    expect(stats.unknownShare).toBe(encoded.counts[1]! / encoded.ids.length);
  });

  it('makes nothing of an empty text', async () => {
    const { encoded, stats } = await prepareText(' \0 ', settings);
    expect(encoded.ids.length).toBe(0);
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
