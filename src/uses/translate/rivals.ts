import { wordsOf } from '../material';
import { type IbmModel1, ibmModel1 } from '../rivals/ibmModel1';
import { decode } from '../rivals/noisyChannel';
import { type NGrams, trainNGrams } from '../rivals/ngram';
import { english, luvani, type Side } from './language';
import { otherSide } from './translating';
import { trainingMeanings } from './world';

export interface Classical {
  /** IBM Model 1 by the language that it explains, from the other one */
  readonly into: Readonly<Record<Side, IbmModel1>>;
  /** Trigrams of each language */
  readonly language: Readonly<Record<Side, NGrams>>;
}

let made: Classical | undefined;

/** The classical methods, trained on the same 300 pairs. */
export function classical(): Classical {
  if (made) return made;
  const pairs = trainingMeanings().map((meaning) => ({
    english: wordsOf(english(meaning)),
    luvani: wordsOf(luvani(meaning)),
  }));
  const into = (side: Side) =>
    ibmModel1(pairs.map((pair) => ({ source: pair[otherSide(side)], target: pair[side] })));
  const language = (side: Side) => trainNGrams(pairs.map((pair) => pair[side]), 3);
  made = {
    into: { english: into('english'), luvani: into('luvani') },
    language: { english: language('english'), luvani: language('luvani') },
  };
  return made;
}

/** Longest sentence of either language, with its full stop. */
const MOST_WORDS = 10;

/** A sentence translated by trigrams and IBM Model 1. */
export function classicalTranslation(source: readonly string[], from: Side): string[] {
  const { into, language } = classical();
  const to = otherSide(from);
  return decode(source, { language: language[to], channel: into[from], most: MOST_WORDS });
}

/**
 * IBM Model 1 fills a blank: the word that the source sentence makes most probable, of those that do not stand in the
 * sentence already.
 */
export function classicalFill(
  target: readonly string[],
  blank: number,
  source: readonly string[],
  from: Side,
): string | undefined {
  const to = otherSide(from);
  const model = classical().into[to];
  const others = new Set(target.filter((_, i) => i !== blank));
  let best: { word: string; p: number } | undefined;
  for (const word of classical().language[to].words) {
    if (others.has(word)) continue;
    const p = source.reduce((sum, s) => sum + model.probability(word, s), model.probability(word, null));
    if (!best || p > best.p) best = { word, p };
  }
  return best?.word;
}
