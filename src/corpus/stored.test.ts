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

  it('is decoded across the parts in which it comes', async () => {
    for (const text of ['é'.repeat(200_000), `a${'é'.repeat(200_000)}`]) {
      let read = '';
      for await (const part of partsOf(new Blob([text]))) read += part;
      expect(read === text).toBe(true);
    }
  });

  it('has one to four bytes for each character', () => {
    const lengths = ['\u007f', '\u0080', '\u07ff', '\u0800', '\ud7ff', '\ue000', '\uffff', '😀'];
    expect(lengths.map(utf8Length)).toEqual([1, 2, 2, 3, 3, 3, 3, 4]);
  });
});

describe('createTextReader', () => {
  /** Six sections of two characters, the first of which is a byte order mark, and how often each was asked for. */
  function sixSections() {
    const blob = new Blob(['\ufeffabbccddeeff']);
    const asked: number[] = [];
    const counting = Object.assign(Object.create(blob), {
      slice(from: number, to: number) {
        asked.push(from);
        return blob.slice(from, to);
      },
    }) as Blob;
    const places = { units: [0, 2, 4, 6, 8, 10, 12], bytes: [0, 4, 6, 8, 10, 12, 14] };
    return { asked, reader: createTextReader(counting, places) };
  }

  it('decodes a section once, as long as it is one of the last four', async () => {
    const { asked, reader } = sixSections();
    for (const at of [0, 1, 2, 4, 6, 0]) await reader.read(at, at + 1);
    expect(asked).toEqual([0, 4, 6, 8]);
    await reader.read(8, 9);
    await reader.read(0, 1);
    expect(asked).toEqual([0, 4, 6, 8, 10, 0]);
  });

  it('keeps a byte order mark, and reads to the end of a section at most', async () => {
    const { reader } = sixSections();
    expect(await reader.read(0, 2)).toBe('\ufeffa');
    expect(await reader.read(3, 99)).toBe('b');
    expect(await reader.read(12, 13)).toBe('');
  });

  it('tries again what could not be read', async () => {
    let failures = 1;
    const blob = {
      slice: () => ({
        arrayBuffer: async () => {
          if (failures-- > 0) throw new Error('gone');
          return new TextEncoder().encode('ab').buffer;
        },
      }),
    } as unknown as Blob;
    const reader = createTextReader(blob, { units: [0, 2], bytes: [0, 2] });
    await expect(reader.read(0, 1)).rejects.toThrow('gone');
    expect(await reader.read(0, 1)).toBe('a');
  });
});
