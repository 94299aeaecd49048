import type { Corpus } from './corpus';
import type { Dataset } from './dataset';
import type { TextReader } from './stored';
import type { EncodedPieces } from './types';
import type { Encoder } from './wordPiece';

/** A unit of a text with all that shows it: N tokens in their place. */
export interface UnitSlice {
  readonly unit: number;
  readonly heldOut: boolean;
  /** Whether a window of the model begins, and ends, with it */
  readonly begins: boolean;
  readonly closes: boolean;
  /** Index of its first token in the whole text */
  readonly firstToken: number;
  /** UTF-16 offset of `text` in the whole text */
  readonly offset: number;
  /** From where the unit begins to where the next does: white space after it is part of it */
  readonly text: string;
  /** [N] */
  readonly ids: Uint16Array<ArrayBuffer>;
  /** [N] bits of `EncodedText.marks` */
  readonly marks: Uint8Array<ArrayBuffer>;
  /** [N] UTF-16 offsets into `text` */
  readonly starts: Uint32Array;
  /** [N] */
  readonly ends: Uint32Array;
}

/** What units are read from. */
export interface UnitSource {
  readonly corpus: Corpus;
  readonly cut: Pick<Dataset, 'units' | 'heldOut'> & {
    readonly sentenceStarts: Uint32Array;
    /** [U] from `windowEdges` */
    readonly edges: Uint8Array;
  };
  readonly encoder: Encoder;
  readonly reader: TextReader;
  /** Marks of tokens `from` to `to` */
  readonly marks: (from: number, to: number) => Promise<Uint8Array>;
}

/** Sentence `s` as it is written, up to where the next begins, and its pieces. */
export async function readSentence(
  {
    corpus: { sentenceOffsets },
    encoder,
    reader,
  }: Pick<UnitSource, 'corpus' | 'encoder' | 'reader'>,
  s: number,
): Promise<{ offset: number; text: string; pieces: EncodedPieces }> {
  const offset = sentenceOffsets[s]!;
  const text = await reader.read(offset, sentenceOffsets[s + 1]!);
  return { offset, text, pieces: encoder.encode(text) };
}

/** Units `from` to `to` of a text, in order. Only their sentences are read, and encoded anew for their offsets. */
export async function readUnits(
  source: UnitSource,
  from: number,
  to: number,
): Promise<UnitSlice[]> {
  const { units, heldOut, sentenceStarts, edges } = source.cut;
  if (from >= to) return [];
  const first = units.starts[from]!;
  const marks = await source.marks(first, units.ends[to - 1]!);
  const slices: UnitSlice[] = [];
  let s = -1;
  let read: Awaited<ReturnType<typeof readSentence>> | undefined;
  for (let u = from; u < to; u++) {
    const sentence = units.sentence[u]!;
    if (sentence !== s || !read) {
      read = await readSentence(source, sentence);
      s = sentence;
    }
    const { offset, text, pieces } = read;
    const [begin, end] = [units.starts[u]!, units.ends[u]!];
    const at = sentenceStarts[sentence]!;
    // A sentence may begin, and end, with what is no token.
    const textStart = begin === at ? 0 : pieces.starts[begin - at]!;
    const textEnd = pieces.starts[end - at] ?? text.length;
    slices.push({
      unit: u,
      heldOut: heldOut[sentence] === 1,
      begins: (edges[u]! & 1) !== 0,
      closes: (edges[u]! & 2) !== 0,
      firstToken: begin,
      offset: offset + textStart,
      text: text.slice(textStart, textEnd),
      ids: Uint16Array.from(pieces.ids.subarray(begin - at, end - at)),
      marks: marks.slice(begin - first, end - first),
      starts: pieces.starts.slice(begin - at, end - at).map((place) => place - textStart),
      ends: pieces.ends.slice(begin - at, end - at).map((place) => place - textStart),
    });
  }
  return slices;
}
