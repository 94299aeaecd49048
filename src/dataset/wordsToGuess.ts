import { key, uniformAt } from '../base/random';
import { EXAM_SEED, STREAM } from '../base/streams';
import { roomFor } from '../tokenizer/framing';
import { FIRST_PIECE_ID } from '../tokenizer/vocabulary';
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
 * @param tokens [V] the vocabulary
 * @param k key of base/random; another draws other words
 */
export function drawWordsToGuess(
  { encoded, heldOut, sequenceLength }: Pick<Dataset, 'encoded' | 'heldOut' | 'sequenceLength'>,
  tokens: readonly string[],
  most: number,
  k = DRAW_KEY,
): GuessPlace[] {
  const { ids, marks, sentenceStarts, groups } = encoded;
  const room = roomFor(sequenceLength);
  const hasLetter = tokens.map((token) => LETTER.test(token));
  const trained = new Set(groups.filter((_, s) => !heldOut[s]));
  const drawn: (GuessPlace & { readonly number: number })[] = [];
  for (let s = 0; s + 1 < sentenceStarts.length; s++) {
    const [start, end] = [sentenceStarts[s]!, sentenceStarts[s + 1]!];
    if (!heldOut[s] || end - start > room) continue;
    let words = 0;
    let least: { readonly token: number; readonly number: number } | undefined;
    for (let first = start; first < end; ) {
      let next = first + 1;
      while (next < end && !(marks[next]! & BEGINS_WORD)) next++;
      const pieces = ids.subarray(first, next);
      if (pieces.some((id) => hasLetter[id] && id >= FIRST_PIECE_ID)) {
        words++;
        const number = uniformAt(k, first);
        const isKnown = pieces.every((id) => id >= FIRST_PIECE_ID);
        if (isKnown && number < (least?.number ?? 1)) least = { token: first - start, number };
      }
      first = next;
    }
    const isRepeated = trained.has(groups[s]!);
    if (least && words > 1) drawn.push({ sentence: s, isRepeated, ...least });
  }
  drawn.sort((a, b) => Number(a.isRepeated) - Number(b.isRepeated) || a.number - b.number);
  const chosen: GuessPlace[] = [];
  const asked = new Set<string>();
  for (const { sentence, token, isRepeated } of drawn) {
    if (chosen.length === most) break;
    const written = ids.subarray(sentenceStarts[sentence], sentenceStarts[sentence + 1]).join();
    if (asked.has(written)) continue; // it repeats one that is asked already
    asked.add(written);
    chosen.push({ sentence, token, isRepeated });
  }
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

/**
 * The word that a text has most often, as it is spelled for the vocabulary; punctuation marks are no words. Of equally
 * frequent words the first. Undefined where there is none.
 *
 * @param counts how often each normalized word stands in the text
 */
export function commonestWord(counts: ReadonlyMap<string, number>): string | undefined {
  let best: string | undefined;
  for (const [word, count] of counts) {
    if (LETTER.test(word) && count > (best === undefined ? 0 : counts.get(best)!)) best = word;
  }
  return best;
}
