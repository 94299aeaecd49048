import { SPECIAL_TOKENS } from '../tokenizer/vocabulary';
import { createEncoder } from '../tokenizer/wordPiece';
import { BEGINS_SENTENCE, BEGINS_WORD, plainTokens } from './encodedText';
import type { UnitSource } from './readUnits';
import { makeUnits, packWindows, windowEdges } from './units';

const letters = [...'abcdefghijklmnopqrstuvwxyz.'];
/** Each letter is a token. */
const vocabulary = {
  tokens: [...SPECIAL_TOKENS, ...letters, ...letters.map((letter) => `##${letter}`)],
  doLowerCase: true,
  stripAccents: false,
};

/** A short text as the page reads it; `reads` lists the stretches that were read. */
export function sourceOf(
  sentences: readonly string[],
  sequenceLength: number,
  heldOut: readonly number[] = sentences.map(() => 0),
) {
  const text = sentences.join('');
  const encoder = createEncoder(vocabulary);
  const encoded = sentences.map((sentence) => encoder.encode(sentence));
  const ids = Uint16Array.from(encoded.flatMap((pieces) => [...pieces.ids]));
  const marks = Uint8Array.from(
    encoded.flatMap(({ wordIds }) =>
      Array.from(wordIds, (word, i) => {
        if (i === 0) return BEGINS_SENTENCE | BEGINS_WORD;
        return word === wordIds[i - 1] ? 0 : BEGINS_WORD;
      }),
    ),
  );
  const upTo = (lengths: readonly number[]) =>
    Uint32Array.from([0, ...lengths], (_, i) => lengths.slice(0, i).reduce((a, b) => a + b, 0));
  const sentenceStarts = upTo(encoded.map((pieces) => pieces.ids.length));
  const tokens = plainTokens({ ids, marks });
  const sentenceWords = upTo(encoded.map(({ wordIds }) => new Set(wordIds).size));
  const beginning = new Uint8Array(Math.ceil(sentenceWords.at(-1)! / 8));
  for (const word of sentenceWords.subarray(0, -1)) beginning[word >>> 3]! |= 1 << (word & 7);
  const units = makeUnits({ tokens, sentenceStarts }, sequenceLength);
  const held = Uint8Array.from(heldOut);
  const windows = ([0, 1] as const).map((which) => packWindows(units, held, which, sequenceLength));
  const reads: string[] = [];
  const source: UnitSource = {
    corpus: { sentenceOffsets: upTo(sentences.map(({ length }) => length)), sentenceWords },
    bits: { phrases: new Uint8Array(beginning.length), sentences: beginning },
    cut: {
      ...{ units, heldOut: held, sentenceStarts },
      edges: windowEdges(units.count, ...windows),
    },
    encoder,
    reader: {
      async read(from, to) {
        reads.push(text.slice(from, to));
        return text.slice(from, to);
      },
    },
  };
  return { source, reads, ids, marks };
}
