import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../config/settings';
import { BEGINS_SENTENCE, BEGINS_WORD } from '../../dataset/encodedText';
import type { UnitSlice, WindowTokens } from '../../dataset/readUnits';
import { collate, FATES } from '../../masking/collate';
import { maskKey } from '../../masking/maskKey';
import { maskingWindow } from '../../masking/window';
import type { Prepared } from '../../store/playground/prepared';
import { createUnitReader } from './reading';

/** Five sentences of three words in one window. */
const LENGTHS = [3, 3, 3, 3, 3];
const marks = Uint8Array.from(
  { length: 15 },
  (_, i) => BEGINS_WORD | (i % 3 ? 0 : BEGINS_SENTENCE),
);
const ids = Uint16Array.from({ length: 15 }, (_, i) => 5 + i);
const window: WindowTokens = { firstUnit: 7, firstToken: 100, ids, marks };
const slices = LENGTHS.map((length, u): UnitSlice => {
  const from = 3 * u;
  const starts = Uint32Array.from({ length }, (_, i) => 2 * i);
  return {
    ...{ unit: 7 + u, heldOut: false, window, begins: u === 0, closes: u === 4 },
    ...{ firstToken: 100 + from, offset: 6 * from, text: 'a b c ' },
    ids: ids.slice(from, from + length),
    marks: marks.slice(from, from + length),
    starts,
    ends: starts.map((start) => start + 1),
  };
});
const tokens = Array.from({ length: 40 }, (_, id) => `t${id}`);
const counts = new Uint32Array(40).fill(1);
// Only what reading looks at.
const prepared = { vocabulary: { tokens }, counts } as unknown as Prepared;

it('shows in each unit its part of the masks that the trainer draws of the whole window', () => {
  for (const draw of [0, 1, 2]) {
    const read = createUnitReader(prepared, {
      settings: DEFAULT_SETTINGS,
      draw,
      byHand: new Set(),
    });
    const key = maskKey(DEFAULT_SETTINGS.seed, draw, 7, DEFAULT_SETTINGS.dupeFactor);
    const of = { settings: DEFAULT_SETTINGS, vocabSize: 40, counts, key };
    const { fates, inputIds } = collate(maskingWindow({ ids, marks }), of);
    const shown = slices.flatMap((slice) =>
      read(slice).tokens.filter(({ index }) => index !== undefined),
    );
    expect(shown.map(({ fate }) => fate)).toEqual(Array.from(fates, (fate) => FATES[fate]));
    expect(shown.map(({ inputId }) => inputId)).toEqual(Array.from(inputIds));
    // 15 tokens at 15 %: two or three, and not one for each of five sentences.
    expect(shown.filter(({ fate }) => fate !== 'none').length).toBeLessThanOrEqual(3);
    expect(read(slices[0]!)).toBe(read(slices[0]!));
  }
});
