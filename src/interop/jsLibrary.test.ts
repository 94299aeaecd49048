import { Tokenizer } from '@huggingface/tokenizers';
import { describe, expect, it } from 'vitest';
import { explainSplit } from '../tokenizer/explainSplit';
import { normalizeWord } from '../tokenizer/normalize';
import { words } from '../tokenizer/preTokenize';
import { decompose } from '../tokenizer/unicodeEight';
import { UNK_ID } from '../tokenizer/vocabulary';
import { createEncoder, type Encoder } from '../tokenizer/wordPiece';
import { isSameInJs } from './testSameInJs';
import { testStrings } from './testStrings';
import { KINDS, type Kind, learnedFrom } from './testVocabulary';
import { tokenizerConfigJson, tokenizerJson } from './tokenizerJson';

const nameOf = ({ tokenizer, doLowerCase, stripAccents }: Kind) =>
  `${tokenizer}, doLowerCase ${doLowerCase}, stripAccents ${stripAccents}`;

// Marks that are no accents and yet are put in order: each then stands for another's place, as in Rust. U+0344 is
// two accents, of which the first may join a letter.
const MOVED = /\u0308\u0301|[\u302E\u302F\u{1D165}\u{1D166}\u{1D16D}-\u{1D172}]/u;

/** True if accents are put in order, or join a letter past others: each then stands for another's place. */
const isMoved = (text: string) =>
  MOVED.test(text.normalize('NFD')) ||
  [text, text.normalize('NFC')].some(
    (spelling) => [...spelling].map(decompose).join('') !== text.normalize('NFD'),
  );

/** Every token that is not [UNK] stands where the text, normalized, spells its piece. */
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
  const ROUNDS = 800; // strings of each of the 12 kinds, of which a sixth is left out
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
    expect(compared).toBeGreaterThan(600);
    const some = strings.slice(0, 100).join(' ');
    for (const { start, end } of words(some)) {
      const raw = some.slice(start, end);
      const { word, steps } = explainSplit(vocabulary, raw, encoder.encodeWord(raw));
      const spelled = steps.map(({ piece }, s) => (s > 0 ? piece.replace(/^##/, '') : piece));
      if (steps.length > 0) expect(spelled.join('')).toBe(word);
    }
  });
});
