import { type Ascending, createAscending, type NumberList } from '../base/ascending';
import { createCodedReader } from '../base/coded';
import { createFirstSeen } from '../base/firstSeen';
import { createNumbers } from '../base/numbers';
import { hash32 } from '../base/random';
import { release } from '../base/release';
import { createSlots } from '../base/slots';
import type { WordTable } from '../base/wordTable';
import type { Pacer } from '../corpus/pacer';
import { MOST_PHRASE_WORDS } from '../corpus/phrases';
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
  readonly counts: Blob;
}

/**
 * [U] A number for each different word, for finding phrases: those with the same pieces share one; -1 = unknown. A word
 * that phrases are not learned from has that of one they are learned from, or one of its own.
 */
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
  readonly length: number;
  at(i: number): number;
}

/** Numbers words by their pieces, in the order in which they come. At most `size` words. */
function createTypes(size: number, ids: Ids, starts: NumberList) {
  const numbers = createFirstSeen(createNumbers(32));
  /** A bit each: whether some of it is unknown */
  const unknown = new Uint8Array(Math.ceil(size / 8));
  /** Where the pieces of the next word stand, which are the last of `ids` */
  let start = 0;
  let end = 0;
  const hashOf = (from: number, to: number) => {
    let hash = to - from;
    for (let i = from; i < to; i++) hash = hash32(hash ^ ids.at(i));
    return hash;
  };
  const slots = createSlots({
    isSought(w) {
      const from = starts.at(w)!;
      if (starts.at(w + 1)! - from !== end - start) return false;
      for (let i = start; i < end; i++) if (ids.at(i) !== ids.at(from + i - start)) return false;
      return true;
    },
    all(tell) {
      let count = 0;
      for (let w = 0; w < Math.min(numbers.length, MOST_PHRASE_WORDS); w++) {
        if (numbers.at(w) !== count) continue; // it has the number of one before
        tell(w, hashOf(starts.at(w)!, starts.at(w + 1)!));
        count++;
      }
    },
  });
  return {
    /** Numbers the next word. */
    add(isUnknown: boolean): void {
      const w = numbers.length;
      start = end;
      end = ids.length;
      const other = slots.find(hashOf(start, end));
      // Phrases are learned from so many words of the text, and words are numbered as they come.
      if (other < 0 && w < MOST_PHRASE_WORDS) slots.add(w);
      numbers.push(other < 0 ? numbers.count : numbers.at(other));
      if (isUnknown) unknown[w >>> 3]! |= 1 << (w & 7);
    },
    /** No more words come. */
    close: slots.release,
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
  const reader = createCodedReader(times);
  let w = 0;
  const starts = createAscending(piecesNoted(words.length));
  starts.push(0);
  const types = createTypes(words.length, ids, starts);
  const counts = new Uint32Array(encoder.vocabulary.tokens.length);
  const all = { tokens: 0, characters: 0 };
  const unknown = { long: { tokens: 0, characters: 0 }, spelling: { tokens: 0, characters: 0 } };
  try {
    for await (const part of words.parts()) {
      const counted = await reader.next(part.length);
      let at = 0;
      for (const word of part) {
        const pieces = encoder.encodeOnce(word);
        const count = counted[at++]!;
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
  } finally {
    await reader.close();
  }
  types.close();
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
