import { wordsOf } from '../material';
import type { Reader } from '../reader';
import type { CoOccurrence } from '../rivals/coOccurrence';
import type { NGrams } from '../rivals/ngram';
import { argmax } from '../score/argmax';
import { evidenceAt } from './evidence';
import { LISTED, LISTED_WORDS, thingsOf } from './kinds';

/** What someone makes of a message. */
export interface Judged {
  /** How much it looks like one with a disguised word */
  readonly score: number;
  /** How much each of its words looks like one, [words] */
  readonly places: ArrayLike<number>;
  /** At each word which kind of listed word fits best, as a number of `LISTED`; where it is asked */
  readonly meant?: readonly number[];
}

/** Someone who sits the exam. */
export interface Judge {
  readonly who: string;
  readonly name: string;
  judge(texts: readonly string[]): Promise<readonly Judged[]>;
}

/** From p of each listed word, in the order of `LISTED_WORDS`. */
function kindOf(each: ArrayLike<number>): number {
  const sums = LISTED.map(() => 0);
  LISTED_WORDS.forEach((word, i) => {
    sums[LISTED.findIndex((kind) => thingsOf(kind).includes(word))]! += each[i]!;
  });
  return argmax(sums);
}

const byPlace = (places: readonly number[], meant: readonly number[]): Judged => ({
  ...{ score: Math.max(...places), places, meant },
});

/** The masked language model. */
export function modelJudge(reader: Reader): Judge {
  const list = LISTED_WORDS.map((word) => reader.vocabulary.tokens.indexOf(word));
  return {
    ...{ who: 'model', name: 'The model' },
    async judge(texts) {
      const encoded = texts.map((text) => reader.encode(text));
      const asked = encoded.map((one) => ({ encoded: one, places: one.words }));
      const evidence = await evidenceAt(reader, asked, list);
      return evidence.map((at) =>
        byPlace(
          at.map(({ odds }) => odds),
          at.map(({ each }) => kindOf(each)),
        ),
      );
    },
  };
}

/** The same odds of listed words against the word itself, from another model of a word in its place. */
function oddsJudge(
  who: string,
  name: string,
  logProbability: (words: readonly string[], place: number, word: string) => number,
): Judge {
  return {
    ...{ who, name },
    async judge(texts) {
      return texts.map((text) => {
        const words = wordsOf(text);
        const each = words.map((own, i) => {
          const fits = logProbability(words, i, own);
          return LISTED_WORDS.map((word) => Math.exp(logProbability(words, i, word) - fits));
        });
        return byPlace(
          each.map((ratios) => Math.log(ratios.reduce((a, b) => a + b, 0))),
          each.map(kindOf),
        );
      });
    },
  };
}

export const ngramJudge = (who: string, name: string, ngrams: NGrams): Judge =>
  oddsJudge(who, name, (words, place, word) => ngrams.around(words.with(place, word), place));

export const coOccurrenceJudge = (who: string, name: string, counts: CoOccurrence): Judge =>
  oddsJudge(who, name, (words, place, word) =>
    counts.logProbability(
      word,
      words.filter((_, i) => i !== place),
    ),
  );

/** Flags a message that has a listed word. No disguised word is one, so that it can only guess. */
export const wordListJudge: Judge = {
  ...{ who: 'list', name: 'The list itself' },
  async judge(texts) {
    const listed = new Set(LISTED_WORDS);
    return texts.map((text) => {
      const places = wordsOf(text).map((word) => (listed.has(word) ? 1 : 0));
      return { score: Math.max(...places), places };
    });
  },
};

/** A classifier of whole messages; the word that counts is the one whose absence changes its mind most. */
export const classifierJudge = (
  who: string,
  name: string,
  classify: (words: readonly string[]) => ArrayLike<number>,
): Judge => ({
  ...{ who, name },
  async judge(texts) {
    const logit = (words: readonly string[]) => {
      const p = classify(words);
      return Math.log(p[1]!) - Math.log(p[0]!);
    };
    return texts.map((text) => {
      const words = wordsOf(text);
      const score = logit(words);
      const places = words.map((_, i) => score - logit(words.toSpliced(i, 1)));
      return { score, places };
    });
  },
});
