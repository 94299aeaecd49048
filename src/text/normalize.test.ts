import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalizeWord } from './normalize';

describe('normalizeWord', () => {
  it('lower-cases and keeps accents', () => {
    expect(normalizeWord('ÄÉÇ', true)).toEqual({ text: 'äéç' });
    expect(normalizeWord('ÄÉÇ', false)).toEqual({ text: 'ÄÉÇ' });
  });

  it('lower-cases sigma without looking at its neighbours', () => {
    expect(normalizeWord('ΛΟΓΟΣ', true).text).toBe('λογοσ');
  });

  it('finds the way back where a character is removed or grows', () => {
    const { text, from, to } = normalizeWord('a\u00adİ😀b', true);
    expect(text).toBe('ai\u0307😀b');
    expect(Array.from(from!)).toEqual([0, 2, 2, 3, 3, 5]);
    expect(Array.from(to!)).toEqual([1, 3, 3, 5, 5, 6]);
  });

  it('is the same character by character as all at once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => {
        const whole = normalizeWord(raw, true);
        const parts = Array.from(raw, (char) => normalizeWord(char, true).text);
        expect(whole.text).toBe(parts.join(''));
        if (whole.from === undefined) expect(whole.text.length).toBe(raw.length);
      }),
    );
  });
});
