import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, newlines } from './decode';
import { encodeUtf16 } from './testFiles';

async function joined(parts: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const part of parts) text += part;
  return text;
}

/** Cuts bytes at places, each a share of the length. */
function cut(bytes: Uint8Array, shares: readonly number[]): Uint8Array[] {
  const places = shares.map((share) => Math.round(share * bytes.length)).sort((a, b) => a - b);
  return [0, ...places].map((start, i) => bytes.subarray(start, places[i] ?? bytes.length));
}

const text = fc.string({
  unit: fc.oneof(fc.constantFrom('\r', '\n', 'é', '字', '😀'), fc.string()),
});
/** Half a character cannot be encoded and becomes U+FFFD. */
const wellFormed = (written: string) => Buffer.from(written).toString();

const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 });

describe('decode', () => {
  it('gives the same text wherever the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(text, shares, async (written, places) => {
        const chunks = cut(new TextEncoder().encode(written), places);
        const whole = newlines(wellFormed(written)).replace(/^\uFEFF/, '');
        expect(await joined(decode(chunks, 'utf-8'))).toBe(whole);
      }),
    );
  });

  it.each(['utf-16le', 'utf-16be'] as const)('reads %s, with a mark and without', async (label) => {
    await fc.assert(
      fc.asyncProperty(text, shares, fc.boolean(), async (written, places, mark) => {
        const bytes = encodeUtf16((mark ? '\uFEFF' : '') + written, label);
        const read = await joined(decode(cut(bytes, places), label));
        const whole = newlines(wellFormed(written));
        expect(read).toBe(mark ? whole : whole.replace(/^\uFEFF/, ''));
      }),
    );
  });

  it('makes one line end of a \\r\\n that is cut in two, and of a \\r at the very end', async () => {
    const chunks = ['a\r', '\nb\r', '\r', 'c\r'].map((part) => new TextEncoder().encode(part));
    expect(await joined(decode(chunks, 'utf-8'))).toBe('a\nb\n\nc\n');
  });

  it('makes one line end of a \\r\\r\\n, wherever it is cut', async () => {
    for (const parts of [['a\r\r\nb'], ['a\r', '\r\nb'], ['a\r\r', '\nb'], ['a\r', '\r', '\nb']]) {
      const chunks = parts.map((part) => new TextEncoder().encode(part));
      expect(await joined(decode(chunks, 'utf-8'))).toBe('a\nb');
    }
  });

  it('puts U+FFFD for what is no text', async () => {
    expect(await joined(decode([Uint8Array.of(0x61, 0xff, 0x62, 0xe2)], 'utf-8'))).toBe('a�b�');
  });

  it('reads the quotation marks of windows-1252', async () => {
    const bytes = Uint8Array.of(0x93, 0x61, 0x94, 0x85);
    expect(await joined(decode([bytes], 'windows-1252'))).toBe('“a”…');
  });
});
