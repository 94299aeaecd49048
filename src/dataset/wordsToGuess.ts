import { createBits } from '../base/bits';
import { createNumbers } from '../base/numbers';
import { key, uniformAt } from '../base/random';
import { release } from '../base/release';
import { EXAM_SEED, STREAM } from '../base/streams';
import { roomFor } from '../tokenizer/framing';
import { FIRST_PIECE_ID } from '../tokenizer/vocabulary';
import type { WordCounts } from '../tokenizer/wordCounts';
import type { Dataset } from './dataset';
import { BEGINS_WORD } from './encodedText';
import type { EncodedSentence } from './sentencesToWatch';

/** A word of a held-out sentence that a person, and then the model, is to guess. */
export interface WordToGuess {
  readonly sentence: EncodedSentence;
  /** Indices of its tokens in the sentence, ascending: all are hidden */
  readonly blanks: readonly number[];
  /** Whether the model trains on a sentence that repeats this one, word for word or nearly */
  readonly isRepeated: boolean;
}

/** Where such a word stands: the number of its sentence, and its first token there. */
export interface GuessPlace extends Pick<WordToGuess, 'isRepeated'> {
  readonly sentence: number;
  readonly token: number;
}

/** Fixed, as the exam's is: whoever trains on this text is asked the same words. */
const DRAW_KEY = key(EXAM_SEED, STREAM.wordsToGuess);
/** What `uniformAt` gives is so many steps to 1, so a whole number says the same. */
const UNIFORM_STEPS = 2 ** 24;
const LETTER = /[\p{L}\p{N}]/u;

/**
 * Draws at most `most` words of held-out sentences, one a sentence, no sentence twice. Each word is as likely as any
 * other, but for punctuation marks, words with an unknown token, which the model could not name, and sentences
 * that do not fit a window or hold nothing but that word. Sentences that repeat what is trained on come last: there the
 * model need only remember.
 *
 * Every word has a random number of its own, and those with the least are taken. So a text of any size is gone through
 * once, and ten words are the first ten of fifty.
 *
 * @param vocabulary [V] its tokens
 * @param k key of base/random; another draws other words
 */
export function drawWordsToGuess(
  { encoded, heldOut, sequenceLength }: Pick<Dataset, 'encoded' | 'heldOut' | 'sequenceLength'>,
  vocabulary: readonly string[],
  most: number,
  k = DRAW_KEY,
): GuessPlace[] {
  const { tokens, sentenceStarts, groups } = encoded;
  const room = roomFor(sequenceLength);
  const hasLetter = vocabulary.map((token) => LETTER.test(token));
  /** [groups] Whether some sentence of each is trained on */
  let groupCount = 0;
  for (let s = 0; s < groups.length; s++) groupCount = Math.max(groupCount, groups.at(s)! + 1);
  const trained = createBits(1, groupCount);
  for (let s = 0; s < groups.length; s++) if (!heldOut[s]) trained.set(groups.at(s)!, 1);
  /** Of each sentence that may be asked: its number, its word's first token, and the least random number */
  const drawn = {
    sentence: createNumbers(32),
    token: createNumbers(32),
    number: createNumbers(32),
    isRepeated: createNumbers(8),
  };
  for (let s = 0; s + 1 < sentenceStarts.length; s++) {
    const [start, end] = [sentenceStarts.at(s)!, sentenceStarts.at(s + 1)!];
    if (!heldOut[s] || end - start > room) continue;
    const { ids, marks } = tokens.read(start, end);
    let words = 0;
    let token = -1;
    let least = 1;
    for (let first = 0; first < ids.length; ) {
      let isWord = false;
      let isKnown = true;
      let next = first;
      do {
        const id = ids[next]!;
        if (id < FIRST_PIECE_ID) isKnown = false;
        else if (hasLetter[id]) isWord = true;
        next++;
      } while (next < ids.length && !(marks[next]! & BEGINS_WORD));
      const number = isWord ? uniformAt(k, start + first) : 1;
      if (isWord) words++;
      if (isWord && isKnown && number < least) {
        token = first;
        least = number;
      }
      first = next;
    }
    if (token < 0 || words < 2) continue;
    drawn.sentence.push(s);
    drawn.token.push(token);
    drawn.number.push(least * UNIFORM_STEPS);
    drawn.isRepeated.push(trained.at(groups.at(s)!));
  }
  const sentences = drawn.sentence.take();
  const [places, numbers] = [drawn.token.take(), drawn.number.take()];
  const isRepeated = drawn.isRepeated.take();
  const order = Uint32Array.from(sentences.keys());
  order.sort((a, b) => isRepeated[a]! - isRepeated[b]! || numbers[a]! - numbers[b]!);
  const chosen: GuessPlace[] = [];
  const asked = new Set<string>();
  for (const d of order) {
    if (chosen.length === most) break;
    const sentence = sentences[d]!;
    const { ids } = tokens.read(sentenceStarts.at(sentence)!, sentenceStarts.at(sentence + 1)!);
    const written = ids.join();
    if (asked.has(written)) continue; // it repeats one that is asked already
    asked.add(written);
    chosen.push({ sentence, token: places[d]!, isRepeated: isRepeated[d] === 1 });
  }
  trained.release();
  release(sentences, places, numbers, isRepeated, order);
  return chosen;
}

/** The word at this place, with all its tokens as blanks. */
export function wordToGuess(
  sentence: EncodedSentence,
  { token, isRepeated }: Omit<GuessPlace, 'sentence'>,
): WordToGuess {
  const word = sentence.wordIds[token];
  const blanks = [...sentence.wordIds.keys()].filter((i) => sentence.wordIds[i] === word);
  return { sentence, blanks, isRepeated };
}

/** Words between two yields: about a millisecond. */
const WORDS = 8192;

/**
 * The word that a text has most often, as it is spelled for the vocabulary; punctuation marks are no words. Of equally
 * frequent words the first. Undefined where there is none. Yields the share done.
 *
 * @param counts how often each normalized word stands in the text
 */
export function* commonestWord(
  counts: WordCounts,
): Generator<number, string | undefined, undefined> {
  let best: string | undefined;
  let most = 0;
  let seen = 0;
  for (const [word, count] of counts) {
    if (++seen % WORDS === 0) yield seen / counts.size;
    if (count <= most || !LETTER.test(word)) continue;
    best = word;
    most = count;
  }
  return best;
}
