import { createAscending, type NumberList } from '../base/ascending';
import { createBits } from '../base/bits';
import { createCodedWriter } from '../base/coded';
import { createFirstSeen, type FirstSeen } from '../base/firstSeen';
import { createLongList } from '../base/longList';
import { createNumbers } from '../base/numbers';
import { createSmallCounts } from '../base/smallCounts';
import { createWordTable, type WordTable } from '../base/wordTable';
import { composed } from '../tokenizer/compose';
import { nextWord, type WordSpan } from '../tokenizer/preTokenize';
import type { Pacer } from './pacer';
import { sections } from './sections';
import { sentencesOf } from './sentences';
import { type SectionPlaces, utf8Length } from './stored';

/**
 * The words of a text: W of them, U different (composed, and else as written), in S sentences. All that a
 * vocabulary is learned from and a text is encoded by, whatever the settings: the text itself is read once.
 */
export interface Corpus {
  /** [U] */
  readonly words: WordTable;
  /** [U] how often each occurs, as `createCodedReader` reads it */
  readonly counts: Blob;
  /** How many words of the text occur more than once */
  readonly recurring: number;
  /** [W] which of the different words each word is; they are numbered as they come, so the frequent ones are small */
  readonly which: FirstSeen;
  /** [S + 1] the first word of each sentence; the last is W. No sentence is empty. */
  readonly sentenceWords: NumberList;
  /** [S + 1] UTF-16 offset at which each sentence begins; the last is the length of the text */
  readonly sentenceOffsets: NumberList;
  /** [S] 1 = a line break stands between the sentence and the one before */
  readonly beginsLine: NumberList;
  readonly sections: SectionPlaces;
  /** UTF-16 units of the text */
  readonly characters: number;
}

/** Words between two looks at the clock: about a millisecond. */
const STRIDE = 4096;
/** Spellings that are remembered, so that they need not be composed again: frequent words come early. */
const MOST_SPELLINGS = 1 << 18;

/**
 * Reads a text once, a section at a time: its sentences, every word, and every different word once. A word lies
 * in one sentence; what holds no word (control characters only) is no sentence.
 *
 * @param size bytes or characters of the text, for the share done
 * @param language BCP 47, by whose rules sentences end
 */
export async function readCorpus(
  parts: AsyncIterable<string>,
  size: number,
  pacer: Pacer,
  language = 'und',
): Promise<Corpus> {
  const words = createWordTable();
  const counts = createSmallCounts();
  /** Words that composing changes, and the numbers of what they become */
  const spellings = createWordTable();
  const composedAs = createNumbers(32);
  const which = createFirstSeen(createLongList());
  const sentenceWords = createAscending();
  const sentenceOffsets = createAscending();
  const beginsLine = createBits();
  const places = { units: [0], bytes: [0] };
  const span: WordSpan = { start: 0, end: 0 };
  let looked = 0;
  let broken = true; // whether a line break stands before the section

  /** A word's second spelling has the number of its first: composed, they are equal. */
  const numberOf = (text: string, from: number, to: number) => {
    const known = words.find(text, from, to);
    if (known >= 0) return known;
    const word = text.slice(from, to);
    const spelling = spellings.find(word);
    if (spelling >= 0) return composedAs.at(spelling);
    const spelled = composed(word);
    const number = words.numberOf(spelled);
    if (number === counts.length) counts.push(0);
    if (spelled !== word && spellings.length < MOST_SPELLINGS) {
      spellings.numberOf(word);
      composedAs.push(number);
    }
    return number;
  };

  const readWords = (text: string, from: number, to: number) => {
    for (let at = from; nextWord(text, at, to, span); at = span.end) {
      const number = numberOf(text, span.start, span.end);
      counts.increase(number, 1);
      which.push(number);
    }
  };

  for await (const text of sections(parts)) {
    const [begin, beginBytes] = [places.units.at(-1)!, places.bytes.at(-1)!];
    let last = 0;
    for (const spans of sentencesOf(text, language)) {
      for (const { start, end } of spans) {
        const first = which.length;
        readWords(text, start, end);
        if (which.length === first) continue;
        beginsLine.push((last === 0 && broken) || text.slice(last, start).includes('\n') ? 1 : 0);
        last = end;
        sentenceWords.push(first);
        sentenceOffsets.push(begin + start);
      }
      if (which.length - looked < STRIDE && spans.length > 0) continue;
      looked = which.length;
      const read = begin + (spans.at(-1)?.end ?? last);
      if (pacer.due()) await pacer.rest('counting', Math.min(1, read / size));
    }
    broken = text.endsWith('\n');
    places.units.push(begin + text.length);
    places.bytes.push(beginBytes + utf8Length(text));
  }
  const counted = createCodedWriter();
  let recurring = 0;
  for (let i = 0; i < counts.length; i++) {
    const count = counts.at(i);
    counted.push(count);
    if (count > 1) recurring += count;
  }
  counts.release();
  spellings.release();
  composedAs.release();
  const characters = places.units.at(-1)!;
  sentenceWords.push(which.length);
  sentenceOffsets.push(characters);
  return {
    words,
    counts: counted.blob(),
    recurring,
    which,
    sentenceWords,
    sentenceOffsets,
    beginsLine,
    sections: places,
    characters,
  };
}
