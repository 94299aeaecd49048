import { looksBinary } from '../corpus/looksBinary';
import type { Sample } from './bytes';
import { decodeAll } from './decode';
import { damageOf, isSlight } from './lateBytes';
import { guessLegacy } from './legacy';

export interface Encoding {
  /** WHATWG label */
  readonly encoding: string;
  /** Whether a byte order mark or the validity of the whole sample says so */
  readonly sure: boolean;
}

/** `looksBinary` takes more NULs than these for a binary file or UTF-16. */
const NUL_SHARE = 0.001;
/** What Unicode has no letters for. Bytes that mean something else are full of them when read as UTF-16. */
const NO_LETTERS = /[\uFFFD\p{Cn}\p{Co}]/gu;
const MOST_UNKNOWN = 0.02;
/** Japanese e-mail: seven bits, so that it is valid UTF-8 too, but with one of these escapes. */
const ISO_2022_JP = ['\x1b$B', '\x1b$@'];

function byMark([a, b, c]: Uint8Array): string | undefined {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return undefined;
}

/**
 * UTF-16 without a mark: all of its zero bytes, which are the upper halves of Latin letters, digits, spaces and
 * line ends, stand at odd places (little-endian) or all at even ones.
 */
function byZeros({ head, stretches }: Sample): string | undefined {
  let even = 0;
  let odd = 0;
  for (const bytes of [head, ...stretches]) {
    for (let i = 0; i < bytes.length; i++) {
      if (bytes[i] !== 0) continue;
      if (i % 2 === 0) even++;
      else odd++;
    }
  }
  const [most, least] = even > odd ? [even, odd] : [odd, even];
  if (most <= NUL_SHARE * head.length || least > NUL_SHARE * most) return undefined;
  const encoding = even > odd ? 'utf-16be' : 'utf-16le';
  const text = decodeAll(head, encoding);
  const unknown = text.match(NO_LETTERS)?.length ?? 0;
  return looksBinary(text) || unknown > MOST_UNKNOWN * text.length ? undefined : encoding;
}

/** Bytes from the first beginning of a character on, as UTF-8 has it; unchanged if there is none near. */
function fromCharacter(bytes: Uint8Array): Uint8Array {
  const begin = bytes.subarray(0, 4).findIndex((byte) => (byte & 0xc0) !== 0x80);
  return bytes.subarray(Math.max(0, begin));
}

/** Whether all bytes, but for a character cut at the end, are valid in an encoding. */
export function isValid(bytes: Uint8Array, encoding: string): boolean {
  try {
    decodeAll(bytes, encoding, { fatal: true });
    return true;
  } catch {
    return false;
  }
}

/**
 * The encoding of a file, by a sample of it. A byte order mark decides; else zero bytes at every other place say
 * UTF-16, validity says UTF-8 (text in another encoding is valid UTF-8 by chance only if it is very short), and
 * the rest is guessed by the frequency of letters and pairs, see `guessLegacy`.
 *
 * Only the sample is looked at; `checkAll` looks at the rest. UTF-16 without a mark, a space or a line end is not
 * recognised.
 */
export async function detectEncoding(sample: Sample): Promise<Encoding> {
  const { head, stretches } = sample;
  const marked = byMark(head);
  if (marked) return { encoding: marked, sure: true };
  const wide = byZeros(sample);
  if (wide) return { encoding: wide, sure: false };
  const pieces = [head, ...stretches.map(fromCharacter)];
  if (pieces.every((bytes) => isValid(bytes, 'utf-8'))) {
    const text = decodeAll(head, 'utf-8');
    const japanese = ISO_2022_JP.some((mark) => text.includes(mark));
    return japanese ? { encoding: 'iso-2022-jp', sure: false } : { encoding: 'utf-8', sure: true };
  }
  if (isSlight(damageOf(pieces.map((bytes) => decodeAll(bytes, 'utf-8')).join('')))) {
    return { encoding: 'utf-8', sure: false };
  }
  return { encoding: await guessLegacy(sample), sure: false };
}
