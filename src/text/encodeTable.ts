import type { Pacer } from './pacer';
import { findPhraseIds } from './phrases';
import { type EncodedText, FIRST_PIECE_ID } from './types';
import type { EncodedWord, Encoder } from './wordPiece';
import type { WordTable } from './wordTable';

/** Words between two looks at the clock: about a millisecond. */
const STRIDE = 4096;

/**
 * The whole text in pieces, from its words (`readWords`) and the offsets at which its sentences
 * begin, ascending. A word belongs to the sentence in which it begins; a sentence without a word
 * (control characters only) is left out.
 */
export async function encodeTable(
  table: WordTable,
  sentenceOffsets: readonly number[],
  encoder: Encoder,
  pacer: Pacer,
): Promise<EncodedText> {
  const different: EncodedWord[] = [];
  /** Of each different word, the number that it shares with all of the same pieces; -1 = unknown */
  const types = new Int32Array(table.words.length);
  const typeOf = new Map<string, number>();
  let total = 0;
  for (let i = 0; i < table.words.length; i++) {
    const pieces = encoder.encodeWord(table.words[i]!);
    different.push(pieces);
    const spelling = pieces.ids.join();
    if (!typeOf.has(spelling)) typeOf.set(spelling, typeOf.size);
    types[i] = pieces.ids.every((id) => id >= FIRST_PIECE_ID) ? typeOf.get(spelling)! : -1;
    total += pieces.ids.length * table.counts[i]!;
    if (i % STRIDE === 0 && pacer.due()) await pacer.rest('encoding', 0);
  }

  const ids = new Int32Array(total);
  const starts = new Uint32Array(total);
  const ends = new Uint32Array(total);
  const wordIds = new Uint32Array(total);
  const phraseIds = new Uint32Array(total);
  const sentenceStarts = new Uint32Array(sentenceOffsets.length + 1);
  const counts = new Uint32Array(encoder.vocabulary.tokens.length);
  const run = {
    types: new Int32Array(table.which.length),
    first: new Uint8Array(table.which.length),
  };
  let token = 0;
  let sentences = 0;
  let next = 0; // the first sentence that no word has reached yet
  for (let word = 0; word < table.which.length; word++) {
    const at = table.starts[word]!;
    if (next < sentenceOffsets.length && at >= sentenceOffsets[next]!) {
      sentenceStarts[sentences++] = token;
      run.first[word] = 1;
      while (next < sentenceOffsets.length && at >= sentenceOffsets[next]!) next++;
    }
    run.types[word] = types[table.which[word]!]!;
    const pieces = different[table.which[word]!]!;
    for (let i = 0; i < pieces.ids.length; i++) {
      const id = pieces.ids[i]!;
      ids[token] = id;
      starts[token] = at + pieces.starts[i]!;
      ends[token] = at + pieces.ends[i]!;
      wordIds[token++] = word;
      counts[id]!++;
    }
    if (word % STRIDE === 0 && pacer.due()) {
      await pacer.rest('encoding', word / table.which.length);
    }
  }
  sentenceStarts[sentences] = token;

  const finding = findPhraseIds(run);
  let found = finding.next();
  while (!found.done) {
    if (pacer.due()) await pacer.rest('encoding', 1);
    found = finding.next();
  }
  for (let t = 0; t < total; t++) phraseIds[t] = found.value[wordIds[t]!]!;
  return {
    ids,
    starts,
    ends,
    wordIds,
    phraseIds,
    counts,
    sentenceStarts: sentenceStarts.slice(0, sentences + 1),
  };
}
