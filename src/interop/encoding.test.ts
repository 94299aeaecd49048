import { readFileSync } from 'node:fs';
import { Tokenizer } from '@huggingface/tokenizers';
import { describe, expect, it } from 'vitest';
import { ALONE, charClass, OTHER, REMOVED, SPACE } from '../text/charClass';
import { explainSplit } from '../text/explainSplit';
import { normalizeWord } from '../text/normalize';
import { words } from '../text/preTokenize';
import { UNK_ID } from '../text/types';
import { decompose, isMark } from '../text/unicodeEight';
import { createEncoder, type Encoder } from '../text/wordPiece';
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
      const ours = Array.from(ids).flatMap((id, t) => [id, starts[t]!, ends[t]!]);
      expect(ours, JSON.stringify(text)).toEqual(one.encodings[i]);
    }
  });
});

// Marks that are no accents and yet are put in order: each then stands for another's place, as in Rust.
const MOVED = new Set(
  Array.from({ length: 0x110000 }, (_, code) => code)
    .filter((code) => code < 0xd800 || code > 0xdfff)
    .map((code) => String.fromCodePoint(code))
    .filter((char) => /\p{Mc}/u.test(char) && `${char}\u0334`.normalize('NFD') !== `${char}\u0334`),
);

/** Every token that is not [UNK] stands where the text, normalised, spells its piece. */
function checkSlices(text: string, { vocabulary, ...encoder }: Encoder): void {
  if (vocabulary.stripAccents && [...text.normalize('NFD')].some((char) => MOVED.has(char))) return;
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
