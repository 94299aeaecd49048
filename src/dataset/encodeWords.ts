import { type CodedCursor, type LongList, readCoded } from '../base/longList';
import { createNumbers } from '../base/numbers';
import { hash32 } from '../base/random';
import { release } from '../base/release';
import type { WordTable } from '../base/wordTable';
import type { Pacer } from '../corpus/pacer';
import { type UnknownReason, type UnknownShare, whyUnknown } from '../tokenizer/unknown';
import { FIRST_PIECE_ID, UNK_ID } from '../tokenizer/vocabulary';
import type { Encoder } from '../tokenizer/wordPiece';
import type { Pieces } from './wordCoded';

/** Words between two checks of the clock: about a millisecond. */
const STRIDE = 4096;

/** The different words of a text, which are put aside. */
export interface DifferentWords {
  readonly words: Pick<WordTable, 'length' | 'parts'>;
  /** How often each occurs */
  readonly counts: Pick<LongList, 'coded'>;
}

export interface EncodedWords {
  readonly pieces: Pieces;
  /** [U] Words with the same pieces share a number; -1 = unknown */
  readonly types: Int32Array<ArrayBuffer>;
  /** [V] How often each token occurs in the text */
  readonly counts: Uint32Array<ArrayBuffer>;
  /** What share of the text is unknown, by reason */
  readonly unknown: Readonly<Record<UnknownReason, UnknownShare>>;
}

/** Numbers words by their pieces, in the order in which they come. At most `size` words. */
function createTypes(size: number) {
  const mask = 2 ** Math.ceil(Math.log2((4 / 3) * size + 2)) - 1;
  /** A word + 1, or 0 */
  const slots = new Uint32Array(mask + 1);
  let numbers = 0;
  return {
    /** The number of word `w`, whose pieces are the last of `ids`. */
    numberOf(w: number, ids: { at(i: number): number }, starts: Uint32Array, types: Int32Array) {
      const [start, end] = [starts[w]!, starts[w + 1]!];
      let hash = end - start;
      for (let i = start; i < end; i++) hash = hash32(hash ^ ids.at(i));
      for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
        const other = slots[slot]! - 1;
        if (other < 0) {
          slots[slot] = w + 1;
          return numbers++;
        }
        const from = starts[other]!;
        let same = starts[other + 1]! - from === end - start;
        for (let i = start; same && i < end; i++) same = ids.at(i) === ids.at(from + i - start);
        if (same) return types[other]!;
      }
    },
    release: () => release(slots),
  };
}

/** Encodes each different word of a text once. */
export async function encodeWords(
  { words, counts: times }: DifferentWords,
  encoder: Encoder,
  pacer: Pacer,
): Promise<EncodedWords> {
  const ids = createNumbers(16);
  const coded = new Uint8Array(await times.coded().arrayBuffer());
  const cursor: CodedCursor = { place: 0 };
  let w = 0;
  const starts = new Uint32Array(words.length + 1);
  const types = new Int32Array(words.length);
  const known = createTypes(words.length);
  const counts = new Uint32Array(encoder.vocabulary.tokens.length);
  const all = { tokens: 0, characters: 0 };
  const unknown = { long: { tokens: 0, characters: 0 }, spelling: { tokens: 0, characters: 0 } };
  for await (const part of words.parts()) {
    for (const word of part) {
      const pieces = encoder.encodeOnce(word);
      const count = readCoded(coded, cursor);
      all.tokens += count * pieces.ids.length;
      all.characters += count * word.length;
      const reason = whyUnknown(word, pieces, encoder.vocabulary);
      if (reason) {
        for (const id of pieces.ids) if (id === UNK_ID) unknown[reason].tokens += count;
        unknown[reason].characters += count * word.length;
      }
      for (const id of pieces.ids) {
        ids.push(id);
        counts[id]! += count;
      }
      starts[w + 1] = ids.length;
      types[w] = known.numberOf(w, ids, starts, types);
      if (++w % STRIDE === 0 && pacer.due()) await pacer.rest('encoding', 0);
    }
  }
  known.release();
  release(coded);
  const pieces = { ids: ids.take(), starts };
  // Only now, as words with the same pieces are found by their number.
  for (let w = 0; w < words.length; w++) {
    for (let i = starts[w]!; i < starts[w + 1]!; i++) {
      if (pieces.ids[i]! < FIRST_PIECE_ID) types[w] = -1;
    }
  }
  const shareOf = ({ tokens, characters }: UnknownShare): UnknownShare => ({
    tokens: tokens / Math.max(1, all.tokens),
    characters: characters / Math.max(1, all.characters),
  });
  return {
    ...{ pieces, types, counts },
    unknown: { long: shareOf(unknown.long), spelling: shareOf(unknown.spelling) },
  };
}
