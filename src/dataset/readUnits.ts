import type { NumberList } from '../base/ascending';
import type { Corpus } from '../corpus/corpus';
import type { TextReader } from '../corpus/stored';
import type { EncodedPieces } from '../tokenizer/vocabulary';
import type { Encoder } from '../tokenizer/wordPiece';
import type { Dataset } from './dataset';
import { BEGINS_PHRASE, BEGINS_SENTENCE, BEGINS_WORD } from './encodedText';
import { BEGINS, ENDS } from './units';
import { bitOf, type WordCoded } from './wordCoded';

/** The W tokens of a window, which are masked together. */
export interface WindowTokens {
  readonly firstUnit: number;
  /** Index of its first token in the whole text */
  readonly firstToken: number;
  /** [W] */
  readonly ids: Uint16Array<ArrayBuffer>;
  /** [W] bits of `Stretch.marks` */
  readonly marks: Uint8Array<ArrayBuffer>;
}

/** A unit with all that is needed to show it: N tokens and their places in its text. */
export interface UnitSlice {
  readonly unit: number;
  readonly heldOut: boolean;
  /** The window it belongs to; units that were read together share the object */
  readonly window: WindowTokens;
  /** Whether it is the first unit of its window, and whether it is the last */
  readonly begins: boolean;
  readonly closes: boolean;
  /** Index of its first token in the whole text */
  readonly firstToken: number;
  /** UTF-16 offset of `text` in the whole text */
  readonly offset: number;
  /** The text up to where the next unit begins, so white space after the unit is part of it */
  readonly text: string;
  /** [N] */
  readonly ids: Uint16Array<ArrayBuffer>;
  /** [N] bits of `Stretch.marks` */
  readonly marks: Uint8Array<ArrayBuffer>;
  /** [N] UTF-16 offsets into `text` */
  readonly starts: Uint32Array;
  /** [N] */
  readonly ends: Uint32Array;
}

/** What units are read from: the text as it is written. Its tokens need not be in memory. */
export interface UnitSource {
  readonly corpus: Pick<Corpus, 'sentenceOffsets' | 'sentenceWords'>;
  /** Which words begin a phrase or a sentence */
  readonly bits: Pick<WordCoded, 'phrases' | 'sentences'>;
  readonly cut: Pick<Dataset, 'units'> & {
    /** [S], 1 = held out */
    readonly heldOut: NumberList;
    readonly sentenceStarts: NumberList;
    /** [U] from `windowEdges` */
    readonly edges: NumberList;
  };
  readonly encoder: Encoder;
  readonly reader: TextReader;
}

/** Sentence `s` as it is written, up to where the next begins, with its pieces. */
export async function readSentence(
  {
    corpus: { sentenceOffsets },
    encoder,
    reader,
  }: Pick<UnitSource, 'corpus' | 'encoder' | 'reader'>,
  s: number,
): Promise<{ offset: number; text: string; pieces: EncodedPieces }> {
  const offset = sentenceOffsets.at(s)!;
  const text = await reader.read(offset, sentenceOffsets.at(s + 1)!);
  return { offset, text, pieces: encoder.encode(text) };
}

/** Sentence `s`, with the bits of `Stretch.marks` for each of its tokens. */
async function readMarked(source: UnitSource, s: number) {
  const sentence = await readSentence(source, s);
  const { phrases, sentences } = source.bits;
  const first = source.corpus.sentenceWords.at(s)!;
  const { wordIds } = sentence.pieces;
  const marks = Uint8Array.from(wordIds, (id, i) => {
    if (id === wordIds[i - 1]) return 0;
    const word = first + id;
    return (
      BEGINS_WORD |
      (bitOf(phrases, word) * BEGINS_PHRASE) |
      (bitOf(sentences, word) * BEGINS_SENTENCE)
    );
  });
  return { ...sentence, marks };
}

/**
 * Units `from` to `to` of a text, in order. Reads only the sentences of their windows, and encodes these again.
 *
 * @throws if the text has no such units.
 */
export async function readUnits(
  source: UnitSource,
  from: number,
  to: number,
): Promise<UnitSlice[]> {
  const { units, heldOut, sentenceStarts, edges } = source.cut;
  const { count } = units;
  if (!(from >= 0 && to <= count)) {
    throw new RangeError(
      `readUnits: units ${from} to ${to} are not among the ${count} of the text`,
    );
  }
  if (from >= to) return [];
  let before = from;
  while (!(edges.at(before)! & BEGINS)) before--;
  let after = to - 1;
  while (!(edges.at(after)! & ENDS)) after++;
  const first = units.starts.at(before)!;
  const ids = new Uint16Array(units.starts.at(after + 1)! - first);
  const marks = new Uint8Array(ids.length);
  const firstSentence = units.sentence.at(before)!;
  const lastSentence = units.sentence.at(after)!;
  const written: Awaited<ReturnType<typeof readMarked>>[] = [];
  for (let s = firstSentence; s <= lastSentence; s++) {
    const sentence = await readMarked(source, s);
    // The first and the last may have more units than are asked for.
    const at = sentenceStarts.at(s)! - first;
    const [begin, end] = [Math.max(0, -at), Math.min(sentence.marks.length, ids.length - at)];
    ids.set(sentence.pieces.ids.subarray(begin, end), at + begin);
    marks.set(sentence.marks.subarray(begin, end), at + begin);
    written.push(sentence);
  }
  /** The window that begins with unit `u` */
  const windowFrom = (u: number): WindowTokens => {
    let last = u;
    while (!(edges.at(last)! & ENDS)) last++;
    const [start, end] = [units.starts.at(u)!, units.starts.at(last + 1)!];
    const [i, j] = [start - first, end - first];
    return { firstUnit: u, firstToken: start, ids: ids.slice(i, j), marks: marks.slice(i, j) };
  };
  let window = windowFrom(before);
  const slices: UnitSlice[] = [];
  for (let u = from; u < to; u++) {
    const sentence = units.sentence.at(u)!;
    if (edges.at(u)! & BEGINS) window = windowFrom(u);
    const { offset, text, pieces } = written[sentence - firstSentence]!;
    const [begin, end] = [units.starts.at(u)!, units.starts.at(u + 1)!];
    const at = sentenceStarts.at(sentence)!;
    // A sentence may begin or end with characters that belong to no token.
    const textStart = begin === at ? 0 : pieces.starts[begin - at]!;
    const textEnd = pieces.starts[end - at] ?? text.length;
    slices.push({
      unit: u,
      heldOut: heldOut.at(sentence) === 1,
      window,
      begins: (edges.at(u)! & BEGINS) !== 0,
      closes: (edges.at(u)! & ENDS) !== 0,
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
