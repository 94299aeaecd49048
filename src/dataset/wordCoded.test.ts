import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createFirstSeen } from '../base/firstSeen';
import { createLongList } from '../base/longList';
import {
  BEGINS_PHRASE,
  BEGINS_SENTENCE,
  BEGINS_WORD,
  plainTokens,
  type Stretch,
  type Tokens,
} from './encodedText';
import { wordCodedTokens } from './wordCoded';

/** A word: which of the different ones, and its marks. */
type Word = readonly [which: number, phrase: boolean, sentence: boolean];
/** The pieces of each different word; some have none. */
const PIECES = [[7], [8, 9, 10], [], [11, 12], Array.from({ length: 70 }, (_, i) => 100 + i)];

/** The same text coded by its words, and plainly. */
async function bothOf(words: readonly Word[]): Promise<{ coded: Tokens; plain: Tokens }> {
  const list = createFirstSeen(createLongList());
  const order = [...new Set(words.map(([which]) => which))];
  for (const [which] of words) list.push(order.indexOf(which));
  list.putAside();
  const pieces = order.map((which) => PIECES[which]!);
  const bits = (of: (word: Word) => boolean) => {
    const all = new Uint8Array(Math.ceil(words.length / 8));
    words.forEach((word, w) => {
      if (of(word)) all[w >>> 3]! |= 1 << (w & 7);
    });
    return all;
  };
  const starts = [0];
  for (const { length } of pieces) starts.push(starts.at(-1)! + length);
  const coded = wordCodedTokens({
    wordCount: words.length,
    words: new Uint8Array(await list.coded().arrayBuffer()),
    ids: Uint16Array.from(pieces.flat()),
    starts: Uint32Array.from(starts),
    phrases: bits(([, phrase]) => phrase),
    sentences: bits(([, , sentence]) => sentence),
  });
  const marks = words.flatMap(([which, phrase, sentence]) =>
    PIECES[which]!.map((_, i) => {
      if (i > 0) return 0;
      return BEGINS_WORD | (phrase ? BEGINS_PHRASE : 0) | (sentence ? BEGINS_SENTENCE : 0);
    }),
  );
  const plain = plainTokens({
    ids: Uint16Array.from(words.flatMap(([which]) => PIECES[which]!)),
    marks: Uint8Array.from(marks),
  });
  return { coded, plain };
}

const copied = ({ ids, marks }: Stretch) => ({ ids: [...ids], marks: [...marks] });
const words = fc.array(fc.tuple(fc.nat(PIECES.length - 1), fc.boolean(), fc.boolean()), {
  minLength: 1,
  maxLength: 300,
});

it('reads the same tokens as plain arrays, from anywhere, in any order', async () => {
  await fc.assert(
    fc.asyncProperty(words, fc.array(fc.tuple(fc.nat(), fc.nat(90))), async (text, places) => {
      const { coded, plain } = await bothOf(text);
      expect(coded.length).toBe(plain.length);
      expect(copied(coded.read(0, plain.length))).toEqual(copied(plain.read(0, plain.length)));
      for (const [at, count] of places) {
        const start = at % (plain.length + 1);
        const end = Math.min(plain.length, start + count);
        expect(copied(coded.read(start, end))).toEqual(copied(plain.read(start, end)));
        const next = Math.min(plain.length, end + 3); // goes on where it stopped
        expect(copied(coded.read(end, next))).toEqual(copied(plain.read(end, next)));
      }
    }),
  );
});

it('marks the words that are chosen by hand, and no others', async () => {
  const { coded, plain } = await bothOf(
    Array.from({ length: 90 }, (_, i) => [i % 2, true, i % 5 === 0] as const),
  );
  const whole = (tokens: Tokens) => copied(tokens.read(0, plain.length)).marks;
  for (const ranges of [[8, 11, 0, 1, 0, 0, 3, 4, 100, 103], [12, 13], []]) {
    for (const tokens of [coded, plain]) tokens.chooseByHand(Uint32Array.from(ranges));
    expect(whole(coded)).toEqual(whole(plain));
    for (let at = 0; at < 14; at++) {
      expect(copied(coded.read(at, at + 3))).toEqual(copied(plain.read(at, at + 3)));
    }
  }
});
