import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BEGINS_WORD } from './encodedText';
import { makeUnits, packWindows, splitHeldOut } from './units';

/** Sentences given as the lengths of their words in pieces. */
function encodedOf(sentences: readonly (readonly number[])[]) {
  const marks: number[] = [];
  const sentenceStarts = [0];
  for (const sentence of sentences) {
    for (const pieces of sentence) {
      for (let i = 0; i < pieces; i++) marks.push(i === 0 ? BEGINS_WORD : 0);
    }
    sentenceStarts.push(marks.length);
  }
  return { marks: Uint8Array.from(marks), sentenceStarts: Uint32Array.from(sentenceStarts) };
}

/** Every sentence a group of its own. */
const alone = (count: number) => Uint32Array.from({ length: count }, (_, s) => s);
const sum = (heldOut: Uint8Array) => heldOut.reduce((a, b) => a + b, 0);

const sentence = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 12 });
const text = fc.array(sentence, { minLength: 2, maxLength: 20 });
const length = fc.integer({ min: 3, max: 16 });

describe('makeUnits', () => {
  it('covers every token once, in order, within the length and the sentence', () => {
    fc.assert(
      fc.property(text, length, (sentences, T) => {
        const encoded = encodedOf(sentences);
        const units = makeUnits(encoded, T);
        let at = 0;
        for (let u = 0; u < units.starts.length; u++) {
          expect(units.starts[u]).toBe(at);
          at = units.ends[u]!;
          expect(at - units.starts[u]!).toBeGreaterThan(0);
          expect(at - units.starts[u]!).toBeLessThanOrEqual(T - 2);
          expect(units.starts[u]).toBeGreaterThanOrEqual(
            encoded.sentenceStarts[units.sentence[u]!]!,
          );
          expect(at).toBeLessThanOrEqual(encoded.sentenceStarts[units.sentence[u]! + 1]!);
        }
        expect(at).toBe(encoded.marks.length);
      }),
    );
  });

  it('cuts between words where it can, inside a word where it must', () => {
    expect(Array.from(makeUnits(encodedOf([[2, 2, 2, 2]]), 7).ends)).toEqual([4, 8]);
    expect(Array.from(makeUnits(encodedOf([[8, 1]]), 7).ends)).toEqual([5, 9]);
  });

  it('leaves short sentences whole', () => {
    const units = makeUnits(encodedOf([[1, 1], [1], [1, 1, 1]]), 32);
    expect(Array.from(units.sentence)).toEqual([0, 1, 2]);
  });

  it('refuses a window without room for text', () => {
    expect(() => makeUnits(encodedOf([[1]]), 2)).toThrow('makeUnits: sequenceLength 2');
  });
});

describe('splitHeldOut', () => {
  it('holds out exactly the share, at least one, and leaves one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 300 }), fc.nat(), (count, seed) => {
        const held = sum(splitHeldOut(alone(count), 0.1, seed));
        expect(held).toBe(Math.max(1, Math.round(count * 0.1)));
      }),
    );
    expect(sum(splitHeldOut(alone(5), 1, 1))).toBe(4);
    expect(sum(splitHeldOut(alone(2), 0, 1))).toBe(1);
  });

  it('never parts a group, and comes as near to the share as groups allow', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(sizes, fc.nat(), (list, seed) => {
        const groups = Uint32Array.from(list.flatMap((size, g) => Array(size).fill(g)));
        const heldOut = splitHeldOut(groups, 0.1, seed);
        const sides = list.map((_, g) => new Set(heldOut.filter((_, s) => groups[s] === g)).size);
        expect(Math.max(...sides)).toBe(1);
        const held = sum(heldOut);
        expect(held).toBeGreaterThan(0);
        expect(held).toBeLessThan(groups.length);
        const wanted = Math.max(1, Math.round(groups.length * 0.1));
        const smallest = Math.min(...list);
        if (held > wanted) expect(held).toBe(smallest);
        else if (smallest === 1) {
          const left = list.filter((_, g) => heldOut[groups.indexOf(g)] === 0);
          if (held < wanted) expect(Math.min(...left)).toBeGreaterThan(wanted - held);
        }
      }),
    );
  });

  it('parts a text in which all sentences are alike', () => {
    expect(sum(splitHeldOut(new Uint32Array(20), 0.1, 3))).toBe(2);
  });

  it('depends on the key and on nothing else', () => {
    expect(splitHeldOut(alone(100), 0.1, 5)).toEqual(splitHeldOut(alone(100), 0.1, 5));
    expect(splitHeldOut(alone(100), 0.1, 5)).not.toEqual(splitHeldOut(alone(100), 0.1, 6));
  });

  it('names what is wrong', () => {
    expect(() => splitHeldOut(alone(1), 0.1, 1)).toThrow(
      'splitHeldOut: 1 sentences cannot be split',
    );
    expect(() => splitHeldOut(alone(9), 1.5, 1)).toThrow('heldOutShare 1.5 is not in [0, 1]');
  });
});

describe('packWindows', () => {
  it('packs each split alone, into stretches of the text, completely', () => {
    fc.assert(
      fc.property(text, length, fc.nat(), (sentences, T, seed) => {
        const units = makeUnits(encodedOf(sentences), T);
        const heldOut = splitHeldOut(alone(sentences.length), 0.3, seed);
        for (const which of [0, 1] as const) {
          const { firstUnit, lastUnit } = packWindows(units, heldOut, which, T);
          const covered: number[] = [];
          for (let w = 0; w < firstUnit.length; w++) {
            expect(units.ends[lastUnit[w]!]! - units.starts[firstUnit[w]!]!).toBeLessThanOrEqual(
              T - 2,
            );
            for (let u = firstUnit[w]!; u <= lastUnit[w]!; u++) covered.push(u);
          }
          const wanted = Array.from(units.sentence.keys()).filter(
            (u) => heldOut[units.sentence[u]!] === which,
          );
          expect(covered).toEqual(wanted);
        }
      }),
    );
  });

  it('fills a window as far as it goes', () => {
    const units = makeUnits(encodedOf([[2], [2], [2], [2], [2]]), 6);
    const windows = packWindows(units, Uint8Array.of(0, 0, 0, 1, 0), 0, 6);
    expect(Array.from(windows.firstUnit)).toEqual([0, 2, 4]);
    expect(Array.from(windows.lastUnit)).toEqual([1, 2, 4]);
  });

  it('gives each unit a window of its own where that is asked', () => {
    const units = makeUnits(encodedOf([[1], [1], [1]]), 16);
    const windows = packWindows(units, Uint8Array.of(0, 0, 1), 0, 16, true);
    expect(Array.from(windows.firstUnit)).toEqual([0, 1]);
    expect(Array.from(windows.lastUnit)).toEqual([0, 1]);
  });

  it('refuses units cut for a longer window', () => {
    const units = makeUnits(encodedOf([[9]]), 32);
    expect(() => packWindows(units, Uint8Array.of(0), 0, 8)).toThrow('unit 0 has 9 tokens');
  });
});
