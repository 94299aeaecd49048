import { readFileSync } from 'node:fs';
import { Tokenizer } from '@huggingface/tokenizers';
import { describe, expect, it } from 'vitest';
import { ALONE, charClass, OTHER, REMOVED, SPACE } from '../tokenizer/charClass';
import { composed } from '../tokenizer/compose';
import { explainSplit } from '../tokenizer/explainSplit';
import { normalizeWord } from '../tokenizer/normalize';
import { words } from '../tokenizer/preTokenize';
import { decompose, isMark } from '../tokenizer/unicodeEight';
import { UNK_ID } from '../tokenizer/vocabulary';
import { createEncoder, type Encoder } from '../tokenizer/wordPiece';
import { isSameInJs } from './testSameInJs';
import { testStrings } from './testStrings';
import { KINDS, type Kind, learnedFrom } from './testVocabulary';
import { tokenizerConfigJson, tokenizerJson } from './tokenizerJson';

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
  readFileSync(new URL('encoding.golden.json', import.meta.url), 'utf8'),
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

// Marks that are no accents and yet are put in order: each then stands for another's place, as in Rust. U+0344 is
// two accents, of which the first may join a letter.
const MOVED = /\u0308\u0301|[\u302E\u302F\u{1D165}\u{1D166}\u{1D16D}-\u{1D172}]/u;

/** True if accents are put in order, or join a letter past others: each then stands for another's place. */
const isMoved = (text: string) =>
  MOVED.test(text.normalize('NFD')) ||
  [text, text.normalize('NFC')].some(
    (spelling) => [...spelling].map(decompose).join('') !== text.normalize('NFD'),
  );

/** Every token that is not [UNK] stands where the text, normalised, spells its piece. */
function checkSlices(text: string, { vocabulary, ...encoder }: Encoder): void {
  if (isMoved(text)) return;
  const { ids, starts, ends } = encoder.encode(text);
  ids.forEach((id, i) => {
    const raw = text.slice(starts[i], ends[i]);
    const piece = vocabulary.tokens[id]!.replace(/^##(?=.)/u, '');
    const plain = normalizeWord(raw, vocabulary).text;
    if (id === UNK_ID || plain === piece) return;
    // One character may become two, each of which may be a piece of it: İ, or 한 without accents.
    expect(plain, JSON.stringify([text, raw])).toContain(piece);
    expect(decompose(raw).length + Number(raw.includes('İ'))).toBeGreaterThan(1);
  });
}

describe('as the JavaScript library encodes', () => {
  const ROUNDS = 5600; // strings of each of the 12 kinds, of which a sixth is left out
  it.each(KINDS.map((kind, i) => [nameOf(kind), kind, i] as const))('%s', (_, kind, i) => {
    const strings = testStrings(ROUNDS, 1000 + i);
    const vocabulary = learnedFrom(strings, kind, 4000);
    const config: object = JSON.parse(tokenizerConfigJson(vocabulary));
    const theirs = new Tokenizer(JSON.parse(tokenizerJson(vocabulary)), config);
    const encoder = createEncoder(vocabulary);
    let compared = 0;
    for (const text of strings) {
      if (!isSameInJs(text)) continue;
      compared++;
      const wanted = theirs.encode(text, { add_special_tokens: false }).ids;
      const ours = Array.from(encoder.encode(text).ids);
      if (String(ours) !== String(wanted)) expect(ours, JSON.stringify(text)).toEqual(wanted);
      checkSlices(text, encoder);
    }
    expect(compared).toBeGreaterThan(4200);
    const some = strings.slice(0, 300).join(' ');
    for (const { start, end } of words(some)) {
      const raw = some.slice(start, end);
      const { word, steps } = explainSplit(vocabulary, raw, encoder.encodeWord(raw));
      const spelled = steps.map(({ piece }, s) => (s > 0 ? piece.replace(/^##/, '') : piece));
      if (steps.length > 0) expect(spelled.join('')).toBe(word);
    }
  });
});
