import { wordsOf } from '../material';
import { bagOfWords } from '../rivals/bagOfWords';
import { logisticRegression } from '../rivals/logisticRegression';
import { createLsa, type Lsa } from '../rivals/lsa';
import { semanticOrientation } from '../rivals/semanticOrientation';
import { argmax } from '../score/argmax';
import type { Labelled } from './sorter';

/** Tells the class of a text, by number. */
export type Classifier = (text: string) => number;

/** Directions of latent semantic analysis: of 12, 20, 32 and 64 the number that did best with few labels */
const DIMENSIONS = 20;
/** Penalties of the two regressions, chosen as the model's rates were: see `settings.ts` */
const L2 = { bag: 0.1, lsa: 0.003 };

const known = new WeakMap<readonly string[], Lsa>();

/** Latent semantic analysis of sentences, made once for the same list. */
export function lsaOf(sentences: readonly string[]): Lsa {
  const had = known.get(sentences);
  if (had) return had;
  const lsa = createLsa(sentences.map(wordsOf), DIMENSIONS);
  known.set(sentences, lsa);
  return lsa;
}

/** A vector of length 1, but one of zeros stays as it is. */
function unit(vector: Float64Array): Float64Array {
  const length = Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0));
  return length > 0 ? vector.map((x) => x / length) : vector;
}

export function taughtBag(examples: readonly Labelled[], classes: number, l2 = L2.bag): Classifier {
  const classify = bagOfWords(
    examples.map(({ text }) => wordsOf(text)),
    examples.map(({ label }) => label),
    classes,
    l2,
  );
  return (text) => argmax(classify(wordsOf(text)));
}

/** Logistic regression over a text's place in the space of latent semantic analysis, of length 1. */
export function taughtLsa(
  lsa: Lsa,
  examples: readonly Labelled[],
  classes: number,
  l2 = L2.lsa,
): Classifier {
  const columns = lsa.singularValues.map((_, i) => i);
  const featuresOf = (text: string) => ({ columns, values: unit(lsa.fold(wordsOf(text))) });
  const { probabilities } = logisticRegression(
    examples.map(({ text }) => featuresOf(text)),
    examples.map(({ label }) => label),
    { columns: columns.length, classes, l2 },
  );
  return (text) => argmax(probabilities(featuresOf(text)));
}

/** Without labels: the class whose name the text lies nearest to, by cosine. */
export function nearestName(lsa: Lsa, names: readonly string[]): Classifier {
  const places = names.map((name) => unit(lsa.fold([name])));
  return (text) => {
    const place = unit(lsa.fold(wordsOf(text)));
    return argmax(places.map((own) => own.reduce((sum, x, i) => sum + x * place[i]!, 0)));
  };
}

/** Without labels: the class whose name its words stood with most, in one sentence. */
export function countedWithNames(
  sentences: readonly string[],
  names: readonly string[],
): Classifier {
  const scores = semanticOrientation(sentences.map(wordsOf), names);
  return (text) => argmax(scores(wordsOf(text)));
}
