import type { Corpus } from './corpus';
import type { Dataset } from './dataset';

/** The text cut for reading: P pages, each a few paragraphs or a part of a long one. */
export interface Pages {
  /** [P + 1] the first unit of each; the last is U */
  readonly units: Uint32Array<ArrayBuffer>;
  /** [P + 1] UTF-16 offset at which each begins; the last is the length of the text */
  readonly offsets: Uint32Array<ArrayBuffer>;
}

/** Once a page has so many tokens it ends with the line ... */
const ENOUGH = 120;
/** ... and with the sentence, once it has so many. */
const MOST = 480;

/** Cuts a text at ends of lines where it can, and never within a sentence that has more than one unit. */
export function makePages(
  { units, encoded }: Dataset,
  { sentenceOffsets, beginsLine }: Corpus,
): Pages {
  const { sentenceStarts } = encoded;
  const first: number[] = [];
  const offsets: number[] = [];
  let begin = 0;
  for (let u = 0; u < units.starts.length; u++) {
    const sentence = units.sentence[u]!;
    const at = units.starts[u]!;
    const tokens = at - begin;
    const isSentence = at === sentenceStarts[sentence];
    const ends = tokens >= MOST || (tokens >= ENOUGH && beginsLine[sentence] === 1);
    if (u > 0 && !(isSentence && ends)) continue;
    first.push(u);
    offsets.push(sentenceOffsets[sentence]!);
    begin = at;
  }
  first.push(units.starts.length);
  offsets.push(sentenceOffsets.at(-1)!);
  return { units: Uint32Array.from(first), offsets: Uint32Array.from(offsets) };
}
