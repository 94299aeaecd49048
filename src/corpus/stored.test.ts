import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTextReader, partsOf, utf8Length } from './stored';

/** Anything but lone surrogates, which UTF-8 cannot hold. */
const anyText = fc.string({ unit: 'grapheme' });

describe('a stored text', () => {
  it('comes back as it was, byte order mark and all', async () => {
    const text = `\uFEFFGrüße, 日本 😀 \u0301\n\n`.repeat(30_000);
    let read = '';
    for await (const part of partsOf(new Blob([text]))) read += part;
    expect(read === text).toBe(true);
  });

  it('has the length in UTF-8 that is counted', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
      }),
    );
  });

  it('is read at any place, whatever its sections', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { minLength: 1, maxLength: 12 }), async (list) => {
        const units = [0];
        const bytes = [0];
        for (const section of list) {
          units.push(units.at(-1)! + section.length);
          bytes.push(bytes.at(-1)! + utf8Length(section));
        }
        const text = list.join('');
        const reader = createTextReader(new Blob([text]), { units, bytes });
        for (let k = 0; k < list.length; k++) {
          const [from, to] = [units[k]!, units[k + 1]!];
          if (from === to) continue;
          expect(await reader.read(from, to)).toBe(text.slice(from, to));
          const middle = (from + to) >> 1;
          expect(await reader.read(middle, to)).toBe(text.slice(middle, to));
        }
      }),
    );
  });
});
