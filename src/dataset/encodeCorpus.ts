import type { LongList } from '../base/longList';
import type { Corpus } from '../corpus/corpus';
import type { Pacer } from '../corpus/pacer';
import { findPhrases, MOST_PHRASE_WORDS, type PhraseBook } from '../corpus/phrases';
import { type UnknownReason, type UnknownShare, whyUnknown } from '../tokenizer/unknown';
import { FIRST_PIECE_ID, UNK_ID } from '../tokenizer/vocabulary';
import type { Encoder } from '../tokenizer/wordPiece';
import { BEGINS_PHRASE, BEGINS_SENTENCE, BEGINS_WORD, type EncodedText } from './encodedText';

/** Words between two checks of the clock: about a millisecond. */
const STRIDE = 4096;

/** What is read of a text: its words, which are put aside. */
export interface WordsOfText extends Pick<Corpus, 'words' | 'counts' | 'sentenceWords'> {
  readonly which: Pick<LongList, 'length' | 'parts'>;
}

/** The pieces of U different words, one after the other. */
interface Pieces {
  readonly ids: Uint16Array;
  /** [U + 1] */
  readonly starts: Uint32Array;
  /** [U] Words with the same pieces share a number; -1 = unknown */
  readonly types: Int32Array;
  /** What share of the text is unknown, by reason */
  readonly unknown: Readonly<Record<UnknownReason, UnknownShare>>;
}

async function encodeWords(
  { words, counts }: WordsOfText,
  encoder: Encoder,
  pacer: Pacer,
): Promise<Pieces> {
  const ids: number[] = [];
  const starts = new Uint32Array(words.length + 1);
  const types = new Int32Array(words.length);
  const typeOf = new Map<string, number>();
  const all = { tokens: 0, characters: 0 };
  const unknown = { long: { tokens: 0, characters: 0 }, spelling: { tokens: 0, characters: 0 } };
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    const pieces = encoder.encodeWord(word);
    const count = counts[i]!;
    all.tokens += count * pieces.ids.length;
    all.characters += count * word.length;
    const reason = whyUnknown(word, pieces, encoder.vocabulary);
    if (reason) {
      for (const id of pieces.ids) if (id === UNK_ID) unknown[reason].tokens += count;
      unknown[reason].characters += count * word.length;
    }
    for (const id of pieces.ids) ids.push(id);
    starts[i + 1] = ids.length;
    const spelling = pieces.ids.join();
    const type = typeOf.get(spelling) ?? typeOf.size;
    typeOf.set(spelling, type);
    types[i] = pieces.ids.every((id) => id >= FIRST_PIECE_ID) ? type : -1;
    if (i % STRIDE === 0 && pacer.due()) await pacer.rest('encoding', 0);
  }
  const shareOf = ({ tokens, characters }: UnknownShare): UnknownShare => ({
    tokens: tokens / Math.max(1, all.tokens),
    characters: characters / Math.max(1, all.characters),
  });
  return {
    ...{ ids: Uint16Array.from(ids), starts, types },
    unknown: { long: shareOf(unknown.long), spelling: shareOf(unknown.spelling) },
  };
}

/** The words of one sentence after another, read from where they were put aside. */
async function* sentencesIn({ which, sentenceWords }: WordsOfText) {
  let words: number[] = [];
  let s = 0;
  let read = 0;
  for await (const part of which.parts()) {
    for (let i = 0; i < part.length; ) {
      const end = Math.min(part.length, i + sentenceWords[s + 1]! - read);
      for (; i < end; i++, read++) words.push(part[i]!);
      if (read < sentenceWords[s + 1]!) continue;
      yield words;
      words = [];
      s++;
    }
  }
}

/** Learns phrases, in a long text from its beginning only. */
async function learnPhrases(
  corpus: WordsOfText,
  { types }: Pieces,
  pacer: Pacer,
): Promise<PhraseBook> {
  const W = Math.min(corpus.which.length, MOST_PHRASE_WORDS);
  const run = { types: new Int32Array(W), first: new Uint8Array(W) };
  let w = 0;
  for await (const part of corpus.which.parts()) {
    for (let i = 0; i < part.length && w < W; i++) run.types[w++] = types[part[i]!]!;
    if (w === W) break;
  }
  for (const first of corpus.sentenceWords) if (first < W) run.first[first] = 1;
  const finding = findPhrases(run);
  let found = finding.next();
  while (!found.done) {
    if (pacer.due()) await pacer.rest('encoding', 0);
    found = finding.next();
  }
  return found.value;
}

/**
 * Encodes the whole text, and measures how much of it is unknown. Each different word is encoded once; the text
 * itself is not read again.
 *
 * @param groups [S] of its sentences, from `findDuplicates`
 */
export async function encodeCorpus(
  corpus: WordsOfText,
  groups: Uint32Array<ArrayBuffer>,
  encoder: Encoder,
  pacer: Pacer,
): Promise<{ encoded: EncodedText; unknown: Pieces['unknown'] }> {
  const pieces = await encodeWords(corpus, encoder, pacer);
  const book = await learnPhrases(corpus, pieces, pacer);
  let total = 0;
  for (let i = 0; i < corpus.words.length; i++) {
    total += corpus.counts[i]! * (pieces.starts[i + 1]! - pieces.starts[i]!);
  }
  const ids = new Uint16Array(total);
  const marks = new Uint8Array(total);
  const sentenceStarts = new Uint32Array(corpus.sentenceWords.length);
  const counts = new Uint32Array(encoder.vocabulary.tokens.length);
  let token = 0;
  let sentence = 0;
  let looked = 0;
  for await (const words of sentencesIn(corpus)) {
    const types = words.map((word) => pieces.types[word]!);
    let phraseEnd = 0;
    let begins = BEGINS_SENTENCE;
    for (let w = 0; w < words.length; w++) {
      const word = words[w]!;
      const [first, end] = [pieces.starts[word]!, pieces.starts[word + 1]!];
      if (w === phraseEnd) {
        phraseEnd += book.longestAt(types, w, words.length);
        begins |= BEGINS_PHRASE;
      }
      // A word of accents alone has no pieces once accents are stripped.
      if (first < end) {
        marks[token] = begins | BEGINS_WORD;
        begins = 0;
      }
      for (let i = first; i < end; i++) {
        const id = pieces.ids[i]!;
        ids[token++] = id;
        counts[id]!++;
      }
    }
    sentenceStarts[++sentence] = token;
    if (token - looked < STRIDE) continue;
    looked = token;
    if (pacer.due()) await pacer.rest('encoding', token / total);
  }
  return { encoded: { ids, marks, sentenceStarts, groups, counts }, unknown: pieces.unknown };
}
