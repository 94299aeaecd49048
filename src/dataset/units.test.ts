import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BEGINS_WORD, plainTokens } from './encodedText';
import { BEGINS, ENDS, makeUnits, packWindows, splitHeldOut, windowEdges } from './units';

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
  const tokens = plainTokens({
    ids: new Uint16Array(marks.length),
    marks: Uint8Array.from(marks),
  });
  return { tokens, sentenceStarts: Uint32Array.from(sentenceStarts) };
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
        const { tokens, sentenceStarts } = encodedOf(sentences);
        const { marks } = tokens.read(0, tokens.length);
        const units = makeUnits({ tokens, sentenceStarts }, T);
        const [starts, sentence] = [[...units.starts], [...units.sentence]];
        expect([starts[0], starts[units.count]]).toEqual([0, marks.length]);
        expect([starts.length, sentence.length]).toEqual([units.count + 1, units.count]);
        const isWithin = (s: number, u: number) =>
          starts[u + 1]! > starts[u]! &&
          starts[u + 1]! - starts[u]! <= T - 2 &&
          starts[u]! >= sentenceStarts[s]! &&
          starts[u + 1]! <= sentenceStarts[s + 1]!;
        expect(Array.from(sentence).every(isWithin)).toBe(true);
      }),
    );
  });

  it('cuts between words where it can, inside a word where it must', () => {
    expect(Array.from(makeUnits(encodedOf([[2, 2, 2, 2]]), 7).starts)).toEqual([0, 4, 8]);
    expect(Array.from(makeUnits(encodedOf([[8, 1]]), 7).starts)).toEqual([0, 5, 9]);
    // A part that would be less than half full is cut inside the next word; one that is half full is not.
    expect(Array.from(makeUnits(encodedOf([[2, 9]]), 8).starts)).toEqual([0, 6, 11]);
    expect(Array.from(makeUnits(encodedOf([[3, 6]]), 8).starts)).toEqual([0, 3, 9]);
    // A word that ends with the part is whole.
    expect(Array.from(makeUnits(encodedOf([[1, 4, 4]]), 7).starts)).toEqual([0, 5, 9]);
  });

  it('leaves short sentences whole', () => {
    const units = makeUnits(encodedOf([[1, 1], [1], [1, 1, 1]]), 32);
    expect(Array.from(units.sentence)).toEqual([0, 1, 2]);
    expect(Array.from(units.starts)).toEqual([0, 2, 3, 6]);
  });

  it('refuses a window without room for text', () => {
    for (const T of [2, 3.5, Number.NaN]) {
      expect(() => makeUnits(encodedOf([[1]]), T)).toThrow(
        `makeUnits: sequenceLength ${T} is not an integer of at least 3`,
      );
    }
    expect(makeUnits(encodedOf([[2]]), 3).count).toBe(2);
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
    expect(sum(splitHeldOut(alone(50), 0.5, 1))).toBe(25);
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
    const places = Array.from({ length: 20 }, (_, seed) =>
      splitHeldOut(new Uint32Array(20), 0.1, seed).indexOf(1),
    );
    expect(new Set(places).size).toBeGreaterThan(5);
  });

  it('takes the smallest group where all are too large, any of those of its size', () => {
    const groups = Uint32Array.from([0, 0, 0, 1, 1, 2, 2, 3, 3, 3]);
    const held = Array.from({ length: 20 }, (_, seed) => splitHeldOut(groups, 0.1, seed).join(''));
    expect(new Set(held)).toEqual(new Set(['0001100000', '0000011000']));
  });

  it('depends on the key and on nothing else', () => {
    expect(splitHeldOut(alone(100), 0.1, 5)).toEqual(splitHeldOut(alone(100), 0.1, 5));
    expect(splitHeldOut(alone(100), 0.1, 5)).not.toEqual(splitHeldOut(alone(100), 0.1, 6));
  });

  it('names what is wrong', () => {
    expect(() => splitHeldOut(alone(1), 0.1, 1)).toThrow(
      'splitHeldOut: 1 sentences cannot be split',
    );
    for (const share of [1.5, -0.1, Number.NaN]) {
      expect(() => splitHeldOut(alone(9), share, 1)).toThrow(
        `splitHeldOut: heldOutShare ${share} is not in [0, 1]`,
      );
    }
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
            const [start, end] = [
              units.starts.at(firstUnit[w]!)!,
              units.starts.at(lastUnit[w]! + 1)!,
            ];
            if (end - start > T - 2) return false;
            for (let u = firstUnit[w]!; u <= lastUnit[w]!; u++) covered.push(u);
          }
          const wanted = Array.from({ length: units.count }, (_, u) => u).filter(
            (u) => heldOut[units.sentence.at(u)!] === which,
          );
          if (String(covered) !== String(wanted)) return false;
        }
        return true;
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
    expect(() => packWindows(units, Uint8Array.of(0), 0, 8)).toThrow(
      'packWindows: unit 0 has 9 tokens, a window holds 6',
    );
    expect(() => packWindows(units, Uint8Array.of(0), 0, 2)).toThrow(
      'packWindows: sequenceLength 2',
    );
    expect(packWindows(units, Uint8Array.of(1), 0, 8).firstUnit.length).toBe(0);
  });
});

it('windowEdges: which units begin a window, end one, or both', () => {
  const train = { firstUnit: Uint32Array.of(0, 4), lastUnit: Uint32Array.of(2, 4) };
  const held = { firstUnit: Uint32Array.of(3), lastUnit: Uint32Array.of(3) };
  const edges = Array.from(windowEdges(6, train, held));
  expect(edges).toEqual([BEGINS, 0, ENDS, BEGINS | ENDS, BEGINS | ENDS, 0]);
});
