import type { IbmModel1 } from './ibmModel1';
import { END, type NGrams } from './ngram';

export interface NoisyChannel {
  /** Of the target language */
  readonly language: NGrams;
  /** Explains words of the source language by words of the target language: `probability(source, target)` */
  readonly channel: IbmModel1;
  /** Hypotheses that are kept of each length and number of source words explained */
  readonly beam?: number;
  /** Words at most */
  readonly most: number;
}

interface Hypothesis {
  readonly words: readonly string[];
  readonly language: number;
  /** For each source word the sum of t(source | word) over the empty word and the words so far */
  readonly explained: Float64Array;
}

/** Target words that are tried for each source word. */
const TRIED = 3;
/** A source word counts as explained from this share of what its best word gives. */
const SHARE = 0.5;

/**
 * Translates as the first statistical systems did: the target sentence e for which P(e) P(source | e) is largest, of a
 * language model and IBM Model 1 (Brown et al., Computational Linguistics 1993), found by a beam search from left to right.
 * While a sentence is begun, a source word that nothing explains yet counts as if its best word were still to come, and
 * hypotheses compete only with those that explain as many source words.
 */
export function decode(
  source: readonly string[],
  { language, channel, beam = 20, most }: NoisyChannel,
): string[] {
  const known = language.words.filter((word) => word !== END);
  const best = (score: (word: string) => number) =>
    known.toSorted((a, b) => score(b) - score(a)).slice(0, TRIED);
  const candidates = [
    ...new Set(source.flatMap((s) => best((word) => channel.probability(s, word)))),
  ];
  const t = new Map(
    candidates.map((word) => [word, Float64Array.from(source, (s) => channel.probability(s, word))]),
  );
  const toCome = Float64Array.from(source, (_, i) =>
    Math.max(...candidates.map((word) => t.get(word)![i]!)),
  );
  const fit = ({ explained }: Hypothesis, isWhole: boolean) =>
    explained.reduce((sum, p, i) => sum + Math.log(isWhole ? p : Math.max(p, toCome[i]!)), 0);
  let hypotheses: Hypothesis[] = [
    {
      ...{ words: [], language: 0 },
      explained: Float64Array.from(source, (s) => channel.probability(s, null) || 1e-12),
    },
  ];
  let found: { words: readonly string[]; score: number } | undefined;
  for (let length = 1; length <= most; length++) {
    const longer = hypotheses.flatMap(({ words, language: before, explained }) =>
      candidates.map((word): Hypothesis => ({
        words: [...words, word],
        language: before + language.logProbability(word, words),
        explained: explained.map((p, i) => p + t.get(word)![i]!),
      })),
    );
    const scored = longer
      .map((one) => ({ one, score: one.language + fit(one, false) }))
      .sort((a, b) => b.score - a.score);
    const kept = new Map<number, Hypothesis[]>();
    for (const { one } of scored) {
      const done = one.explained.filter((p, i) => p >= SHARE * toCome[i]!).length;
      const group = kept.get(done) ?? [];
      kept.set(done, group);
      if (group.length < beam) group.push(one);
    }
    hypotheses = [...kept.values()].flat();
    for (const one of hypotheses) {
      const end = language.logProbability(END, one.words);
      // Every target word and the empty word is as likely to have given a source word.
      const score = one.language + end + fit(one, true) - source.length * Math.log(length + 1);
      if (!found || score > found.score) found = { words: one.words, score };
    }
  }
  return [...(found?.words ?? [])];
}
