import type { Pacer } from './pacer';
import type { EncodedText } from './types';
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
): Promise<{ encoded: EncodedText; counts: Uint32Array<ArrayBuffer> }> {
  const different: EncodedWord[] = [];
  let total = 0;
  for (let i = 0; i < table.words.length; i++) {
    const pieces = encoder.encodeWord(table.words[i]!);
    different.push(pieces);
    total += pieces.ids.length * table.counts[i]!;
    if (i % STRIDE === 0 && pacer.due()) await pacer.rest('encoding', 0);
  }

  const ids = new Int32Array(total);
  const starts = new Uint32Array(total);
  const ends = new Uint32Array(total);
  const wordIds = new Uint32Array(total);
  const sentenceStarts = new Uint32Array(sentenceOffsets.length + 1);
  const counts = new Uint32Array(encoder.vocabulary.tokens.length);
  let token = 0;
  let sentences = 0;
  let next = 0; // the first sentence that no word has reached yet
  for (let word = 0; word < table.which.length; word++) {
    const at = table.starts[word]!;
    if (next < sentenceOffsets.length && at >= sentenceOffsets[next]!) {
      sentenceStarts[sentences++] = token;
      while (next < sentenceOffsets.length && at >= sentenceOffsets[next]!) next++;
    }
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
  const encoded: EncodedText = {
    ids,
    starts,
    ends,
    wordIds,
    sentenceStarts: sentenceStarts.slice(0, sentences + 1),
  };
  return { encoded, counts };
}
