import { createAscending, type NumberList } from '../base/ascending';
import { bytesOf } from '../base/blobBytes';
import { type FirstSeen, type FirstSeenCursor, readFirstSeen } from '../base/firstSeen';
import { release } from '../base/release';
import type { Corpus } from '../corpus/corpus';
import type { Pacer } from '../corpus/pacer';
import { findPhrases, MOST_PHRASE_WORDS, type PhraseBook } from '../corpus/phrases';
import type { Encoder } from '../tokenizer/wordPiece';
import type { EncodedText } from './encodedText';
import { type DifferentWords, type EncodedWords, encodeWords, type WordTypes } from './encodeWords';
import { type WordCoded, wordCodedTokens } from './wordCoded';

/** Tokens between two checks of the clock: about a millisecond. */
const STRIDE = 4096;

/** What is read of a text: its words, which are put aside. */
export interface WordsOfText extends DifferentWords, Pick<Corpus, 'sentenceWords'> {
  readonly which: Pick<FirstSeen, 'length' | 'coded'>;
}

/** Learns phrases, in a long text from its beginning only. */
async function learnPhrases(
  { which, sentenceWords }: WordsOfText,
  words: Uint8Array,
  types: WordTypes,
  pacer: Pacer,
): Promise<PhraseBook> {
  const W = Math.min(which.length, MOST_PHRASE_WORDS);
  const run = { types: new Int32Array(W), first: new Uint8Array(W) };
  const cursor: FirstSeenCursor = { place: 0, count: 0 };
  for (let w = 0; w < W; w++) run.types[w] = types.at(readFirstSeen(words, cursor));
  for (const first of sentenceWords) {
    if (first >= W) break;
    run.first[first] = 1;
  }
  const finding = findPhrases(run);
  let found = finding.next();
  while (!found.done) {
    if (pacer.due()) await pacer.rest('encoding', 0);
    found = finding.next();
  }
  release(run.types, run.first);
  return found.value;
}

export interface EncodedCorpus<G extends NumberList = NumberList>
  extends Pick<EncodedWords, 'unknown'> {
  readonly encoded: EncodedText & { readonly groups: G };
  /** How its tokens are kept */
  readonly coded: WordCoded & EncodedWords['pieces'];
}

/**
 * Encodes the whole text, and measures how much of it is unknown. Each different word is encoded once; the text
 * itself is not read again.
 *
 * @param groups [S] of its sentences, from `findDuplicates`
 */
export async function encodeCorpus<G extends NumberList>(
  corpus: WordsOfText,
  groups: G,
  encoder: Encoder,
  pacer: Pacer,
): Promise<EncodedCorpus<G>> {
  const { pieces, types, counts, unknown } = await encodeWords(corpus, encoder, pacer);
  const { sentenceWords } = corpus;
  const words = await bytesOf(corpus.which.coded());
  const book = await learnPhrases(corpus, words, types, pacer);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const W = corpus.which.length;
  const phrases = new Uint8Array(Math.ceil(W / 8));
  const sentences = new Uint8Array(Math.ceil(W / 8));
  const sentenceStarts = createAscending();
  sentenceStarts.push(0);
  const cursor: FirstSeenCursor = { place: 0, count: 0 };
  /** Of the words of one sentence: their types, and how many pieces each has */
  let room = { types: new Int32Array(1024), sizes: new Uint32Array(1024) };
  let token = 0;
  let looked = 0;
  for (let s = 0; s + 1 < sentenceWords.length; s++) {
    const first = sentenceWords.at(s)!;
    const count = sentenceWords.at(s + 1)! - first;
    if (count > room.types.length) {
      room = { types: new Int32Array(2 * count), sizes: new Uint32Array(2 * count) };
    }
    for (let w = 0; w < count; w++) {
      const word = readFirstSeen(words, cursor);
      room.types[w] = types.at(word);
      room.sizes[w] = -pieces.starts.at(word)! + pieces.starts.at(word + 1)!;
    }
    let phraseEnd = 0;
    let beginsPhrase = false;
    let beginsSentence = true;
    for (let w = 0; w < count; w++) {
      if (w === phraseEnd) {
        phraseEnd += book.longestAt(room.types, w, count);
        beginsPhrase = true;
      }
      // A word of accents alone has no pieces once accents are stripped.
      if (room.sizes[w] === 0) continue;
      const at = first + w;
      if (beginsPhrase) phrases[at >>> 3]! |= 1 << (at & 7);
      if (beginsSentence) sentences[at >>> 3]! |= 1 << (at & 7);
      beginsPhrase = false;
      beginsSentence = false;
      token += room.sizes[w]!;
    }
    sentenceStarts.push(token);
    if (token - looked < STRIDE) continue;
    looked = token;
    if (pacer.due()) await pacer.rest('encoding', token / total);
  }
  types.release();
  const coded = { wordCount: W, words, ...pieces, phrases, sentences };
  const tokens = wordCodedTokens(coded);
  return { encoded: { tokens, sentenceStarts, groups, counts }, coded, unknown };
}
