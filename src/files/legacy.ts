import type { Sample } from './bytes';
import { decodeAll } from './decode';
import { canonical, ENCODINGS } from './encodings';

/** Not among those `chardet` knows; each differs from one that it does in where the capitals stand. */
const UNKNOWN_TO_CHARDET = ['macintosh', 'ibm866', 'x-mac-cyrillic'];
/** Named by `chardet`, read as a larger set; ISO-8859-8 would be in visual order besides. */
const LARGER: Readonly<Record<string, string>> = {
  'iso-8859-8': 'windows-1255',
  'koi8-r': 'koi8-u',
};
/** Bytes looked at: enough for letter frequencies, and some 40 ms of work. */
const ENOUGH = 1 << 17;
/** How many of chardet's guesses are worth another look. */
const GUESSES = 4;
/** Text in its own encoding has next to no misfits; where there are more, a guess is doubted. */
const DOUBTED = 0.05;
/** Another encoding must have fewer than this share of the misfits to be preferred. */
const BETTER = 0.25;

/** A stretch may begin within a character, which shifts those after it; its second line does not. */
function fromLine(stretch: Uint8Array): Uint8Array {
  const end = stretch.findIndex((byte) => byte === 0x0a || byte === 0x0d);
  return stretch.subarray(end < 0 ? stretch.length : end + 1);
}

/** The lines that hold more than ASCII, up to `ENOUGH`: only they tell one encoding from another. */
function foreignLines({ head, stretches }: Sample): Uint8Array {
  const lines = new Uint8Array(ENOUGH);
  let length = 0;
  for (const bytes of [head, ...stretches.map(fromLine)]) {
    let start = 0;
    let foreign = false;
    for (let i = 0; i <= bytes.length && length < ENOUGH; i++) {
      const byte = bytes[i] ?? 0x0a;
      if (byte >= 0x80) foreign = true;
      if (byte !== 0x0a && byte !== 0x0d && i - start < ENOUGH) continue;
      const line = bytes.subarray(start, Math.min(i + 1, start + ENOUGH - length));
      if (foreign) lines.set(line, length);
      if (foreign) length += line.length;
      start = i + 1;
      foreign = false;
    }
  }
  return lines.subarray(0, length);
}

const FOREIGN = /[^\0-\x7f]/gu;
// A small letter, and then what does not follow one within a word: a capital, a sign, a control character.
const MISFIT =
  /\p{Ll}(?:(?![\0-\x7f])[\p{Lu}\p{S}\p{Cc}]|(?![\0-\x7f’\u00ad·‑])[\p{P}\p{N}]\p{L})/gu;

/** Share of the characters beyond ASCII that stand where no one would write them, or of bytes that are none. */
function misfits(bytes: Uint8Array, encoding: string): number {
  const text = decodeAll(bytes, encoding);
  const foreign: readonly string[] = text.match(FOREIGN) ?? [];
  const bad = foreign.filter((char) => char === '\uFFFD').length;
  const odd = text.match(MISFIT)?.length ?? 0;
  return (bad + odd) / Math.max(1, foreign.length);
}

/**
 * Guesses the encoding of text that is not Unicode: chardet's guess by the frequency of bytes, pairs and
 * triples, unless letters stand oddly in it ("ƒtŽ") and another encoding puts that right ("été").
 *
 * Reliable from some sentences on for Western, Cyrillic, Greek, Arabic and East Asian text; Central European and
 * Turkish text needs more. Not told apart: Latin-9 from Windows-1252 (€ and œ aside, the same), Mac encodings of
 * Central Europe, Greece and Turkey, and DOS code pages but 866 (browsers read none of these). A few words, or
 * names in an English text, are a coin toss between relatives. Windows-1252 if all else fails.
 */
export async function guessLegacy(sample: Sample): Promise<string> {
  const { analyse } = await import('chardet');
  const bytes = foreignLines(sample);
  const guesses = analyse(bytes)
    .map(({ name }) => name.toLowerCase())
    .map((label) => canonical(LARGER[label] ?? label))
    .filter((label) => label !== undefined)
    .filter((label) => ENCODINGS.some((encoding) => encoding.label === label))
    .slice(0, GUESSES);
  const guess = guesses[0] ?? 'windows-1252';
  const share = misfits(bytes, guess);
  if (share < DOUBTED) return guess;
  const ranked = [...guesses, ...UNKNOWN_TO_CHARDET]
    .map((encoding) => ({ encoding, share: misfits(bytes, encoding) }))
    .sort((a, b) => a.share - b.share);
  const best = ranked[0]!;
  return best.share < BETTER * share ? best.encoding : guess;
}
