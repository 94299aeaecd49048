import type { Pacer } from './pacer';
import { nextWord, type WordSpan } from './preTokenize';

/** The words of a text: W of them, U different (as written, before normalisation). */
export interface WordTable {
  /** [U] */
  readonly words: readonly string[];
  /** [U] how often each occurs. */
  readonly counts: readonly number[];
  /** [W] where each word of the text begins. */
  readonly starts: Uint32Array;
  /** [W] which of the different words it is. */
  readonly which: Uint32Array;
}

/** Words between two looks at the clock: about a millisecond. */
const STRIDE = 4096;

function grown(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.ceil(array.length * 1.5));
  larger.set(array);
  return larger;
}

/** Reads a text once: every word, and every different word once. */
export async function readWords(text: string, pacer: Pacer, share: number): Promise<WordTable> {
  const ids = new Map<string, number>();
  const words: string[] = [];
  const counts: number[] = [];
  // Prose has about five characters and a space to a word; other texts grow the arrays.
  let starts = new Uint32Array(Math.ceil(text.length / 4) + 16);
  let which = new Uint32Array(starts.length);
  const span: WordSpan = { start: 0, end: 0 };
  let size = 0;
  for (let at = 0; nextWord(text, at, text.length, span); at = span.end) {
    const word = text.slice(span.start, span.end);
    let id = ids.get(word);
    if (id === undefined) {
      id = words.length;
      ids.set(word, id);
      words.push(word);
      counts.push(0);
    }
    counts[id]!++;
    if (size === starts.length) {
      starts = grown(starts);
      which = grown(which);
    }
    starts[size] = span.start;
    which[size++] = id;
    if (size % STRIDE === 0 && pacer.due()) {
      await pacer.rest('counting', (share * span.end) / text.length);
    }
  }
  return { words, counts, starts: starts.subarray(0, size), which: which.subarray(0, size) };
}
