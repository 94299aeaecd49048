import { type Ascending, createAscending, type NumberList } from '../base/ascending';
import { createFirstSeen } from '../base/firstSeen';
import { type CodedCursor, type LongList, readCoded } from '../base/longList';
import { createNumbers } from '../base/numbers';
import { hash32 } from '../base/random';
import { release } from '../base/release';
import type { WordTable } from '../base/wordTable';
import type { Pacer } from '../corpus/pacer';
import { type UnknownReason, type UnknownShare, whyUnknown } from '../tokenizer/unknown';
import { FIRST_PIECE_ID, UNK_ID } from '../tokenizer/vocabulary';
import type { Encoder } from '../tokenizer/wordPiece';
import { bitOf, type Pieces, piecesNoted } from './wordCoded';

/** Words between two checks of the clock: about a millisecond. */
const STRIDE = 4096;

/** The different words of a text, which are put aside. */
export interface DifferentWords {
  readonly words: Pick<WordTable, 'length' | 'parts'>;
  /** How often each occurs */
  readonly counts: Pick<LongList, 'coded'>;
}

/** [U] A number for each different word: those with the same pieces share one; -1 = unknown */
export interface WordTypes {
  at(word: number): number;
  release(): void;
}

export interface EncodedWords {
  readonly pieces: Pieces & { readonly starts: Ascending };
  readonly types: WordTypes;
  /** [V] How often each token occurs in the text */
  readonly counts: Uint32Array<ArrayBuffer>;
  /** What share of the text is unknown, by reason */
  readonly unknown: Readonly<Record<UnknownReason, UnknownShare>>;
}

interface Ids {
  at(i: number): number;
}

/** Numbers words by their pieces, in the order in which they come. At most `size` words. */
function createTypes(size: number, ids: Ids, starts: NumberList) {
  const mask = 2 ** Math.ceil(Math.log2((4 / 3) * size + 2)) - 1;
  /** A word + 1, or 0 */
  const slots = new Uint32Array(mask + 1);
  const numbers = createFirstSeen(createNumbers(32));
  /** A bit each: whether some of it is unknown */
  const unknown = new Uint8Array(Math.ceil(size / 8));
  /** The word with the pieces of word `w`, which are the last of `ids`: `w` itself if there was none. */
  function sameAs(w: number): number {
    const [start, end] = [starts.at(w)!, starts.at(w + 1)!];
    let hash = end - start;
    for (let i = start; i < end; i++) hash = hash32(hash ^ ids.at(i));
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const other = slots[slot]! - 1;
      if (other < 0) {
        slots[slot] = w + 1;
        return w;
      }
      const from = starts.at(other)!;
      let same = starts.at(other + 1)! - from === end - start;
      for (let i = start; same && i < end; i++) same = ids.at(i) === ids.at(from + i - start);
      if (same) return other;
    }
  }
  return {
    /** Numbers the next word. */
    add(isUnknown: boolean): void {
      const w = numbers.length;
      const other = sameAs(w);
      numbers.push(other === w ? numbers.count : numbers.at(other));
      if (isUnknown) unknown[w >>> 3]! |= 1 << (w & 7);
    },
    /** No more words come. */
    close: () => release(slots),
    at: (w: number) => (bitOf(unknown, w) ? -1 : numbers.at(w)),
    release() {
      numbers.release();
      release(unknown);
    },
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
  const starts = createAscending(piecesNoted(words.length));
  starts.push(0);
  const types = createTypes(words.length, ids, starts);
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
      starts.push(ids.length);
      types.add(pieces.ids.some((id) => id < FIRST_PIECE_ID));
      if (++w % STRIDE === 0 && pacer.due()) await pacer.rest('encoding', 0);
    }
  }
  types.close();
  release(coded);
  const pieces = { ids: ids.take(), starts };
  const shareOf = ({ tokens, characters }: UnknownShare): UnknownShare => ({
    tokens: tokens / Math.max(1, all.tokens),
    characters: characters / Math.max(1, all.characters),
  });
  return {
    ...{ pieces, types, counts },
    unknown: { long: shareOf(unknown.long), spelling: shareOf(unknown.spelling) },
  };
}
