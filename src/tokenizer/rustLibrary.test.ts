import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { TokenizerKind } from '../config/settings';
import { ALONE, charClass, OTHER, REMOVED, SPACE } from './charClass';
import { composed } from './compose';
import { isMark } from './unicodeEight';
import type { Normalization } from './vocabulary';
import { createEncoder } from './wordPiece';

interface Kind extends Normalization {
  readonly tokenizer: TokenizerKind;
}

/** Made by scripts/goldens/make_encoding.py with the Rust library. */
interface Golden {
  /** First code point and class of each run */
  readonly classes: readonly (readonly [number, string])[];
  readonly cases: readonly (Kind & {
    readonly tokens: readonly string[];
    readonly strings: readonly string[];
    /** Flat: id, start, end of each token */
    readonly encodings: readonly (readonly number[])[];
  })[];
}
const golden: Golden = JSON.parse(
  readFileSync(new URL('rustLibrary.golden.json', import.meta.url), 'utf8'),
);

const nameOf = ({ tokenizer, doLowerCase, stripAccents }: Kind) =>
  `${tokenizer}, doLowerCase ${doLowerCase}, stripAccents ${stripAccents}`;

/** True if no letter of the text has accents that join it or are taken off it. */
const isSpelledOut = (text: string, { stripAccents }: Kind) =>
  composed(text) === text && !(stripAccents && /\p{M}/u.test(text));

describe('as the Rust library encodes', () => {
  it('every code point is of the same class', () => {
    const names = { removed: REMOVED, space: SPACE, alone: ALONE, mark: OTHER, other: OTHER };
    const wrong: string[] = [];
    golden.classes.forEach(([first, name], i) => {
      const end = golden.classes[i + 1]?.[0] ?? 0x110000;
      for (let code = first; code < end; code++) {
        if (code >= 0xd800 && code < 0xe000) continue;
        const same = charClass(code) === names[name as keyof typeof names];
        const marks = names[name as keyof typeof names] !== OTHER;
        if (!same || (!marks && isMark(String.fromCodePoint(code)) !== (name === 'mark'))) {
          wrong.push(`U+${code.toString(16)} ${name}`);
        }
      }
    });
    expect(wrong).toEqual([]);
  });

  it.each(golden.cases.map((one) => [nameOf(one), one] as const))('%s', (_, one) => {
    const { encode } = createEncoder(one);
    for (const [i, text] of one.strings.entries()) {
      const { ids, starts, ends } = encode(text);
      const theirs = one.encodings[i]!;
      expect(Array.from(ids), JSON.stringify(text)).toEqual(theirs.filter((_, k) => k % 3 === 0));
      ids.forEach((_, t) => {
        // Where the library leaves the accents of a letter out of its place, here they belong to it.
        const [start, end] = theirs.slice(3 * t + 1, 3 * t + 3);
        if (isSpelledOut(text, one)) expect([starts[t], ends[t]]).toEqual([start, end]);
        else
          expect([starts[t]! <= start!, ends[t]! >= end!], `${JSON.stringify(text)} ${t}`).toEqual([
            true,
            true,
          ]);
      });
    }
  });
});
