import type { NumberList } from '../base/ascending';
import { createNumbers } from '../base/numbers';
import type { Corpus } from '../corpus/corpus';
import type { Units } from './units';

/** The text cut into P pages for reading: each a few paragraphs, or a part of a long one. */
export interface Pages {
  /** [P + 1] the first unit of each; the last is U */
  readonly units: Uint32Array<ArrayBuffer>;
  /**
   * [P + 1] UTF-16 offset where each begins, estimated from its tokens if that is inside a sentence; the last is
   * the length of the text
   */
  readonly offsets: Uint32Array<ArrayBuffer>;
}

/** A page of at least so many tokens ends where its line ends, ... */
const ENOUGH = 120;
/** ... one of so many where its sentence ends, ... */
const MOST = 480;
/** ... and one of so many where its unit ends: a text without spaces may be a single sentence. */
const AT_ALL = 960;

/** Cuts a text into pages: at line ends where possible, and inside a sentence only if that is very long. */
export function makePages(
  {
    units,
    encoded: { sentenceStarts },
  }: { readonly units: Units; readonly encoded: { readonly sentenceStarts: NumberList } },
  { sentenceOffsets, beginsLine }: Pick<Corpus, 'sentenceOffsets' | 'beginsLine'>,
): Pages {
  const first = createNumbers(32);
  const offsets = createNumbers(32);
  let begin = 0;
  for (let u = 0; u < units.count; u++) {
    const sentence = units.sentence.at(u)!;
    const at = units.starts.at(u)!;
    const tokens = at - begin;
    const isSentence = at === sentenceStarts.at(sentence);
    const ends = tokens >= MOST || (tokens >= ENOUGH && beginsLine.at(sentence) === 1);
    if (u > 0 && !(isSentence && ends) && tokens < AT_ALL) continue;
    first.push(u);
    const [start, end] = [sentenceStarts.at(sentence)!, sentenceStarts.at(sentence + 1)!];
    const [from, to] = [sentenceOffsets.at(sentence)!, sentenceOffsets.at(sentence + 1)!];
    offsets.push(from + Math.floor(((to - from) * (at - start)) / (end - start)));
    begin = at;
  }
  first.push(units.count);
  offsets.push(sentenceOffsets.at(-1)!);
  return { units: first.take(), offsets: offsets.take() };
}
