import { createLsa, type Lsa } from '../rivals/lsa';
import { tellingWords } from '../rivals/tellingWords';
import { textRank } from '../rivals/textRank';
import { createTfIdf, sparseDot, type TfIdf } from '../rivals/tfIdf';
import { centralities } from '../score/centrality';

/** Gives each sentence of a text a score: the highest are its key sentences. */
export interface Chooser {
  readonly who: string;
  readonly name: string;
  choose(sentences: readonly string[]): ArrayLike<number>;
}

/** How near each sentence is to the text as a whole, by tf-idf (Radev et al., "Centroid-based summarization", 2004). */
function byCentroid(tfIdf: TfIdf, words: readonly (readonly string[])[]): Float64Array {
  const whole = tfIdf.vectorOf(words.flat());
  return Float64Array.from(words, (one) => sparseDot(tfIdf.vectorOf(one), whole));
}

function byLsa(lsa: Lsa, words: readonly (readonly string[])[]): Float64Array {
  const vectors = words.map((one) => lsa.fold(one));
  return centralities(vectors, new Float64Array(vectors[0]!.length));
}

/**
 * What needs no model. Tf-idf and latent semantic analysis have read the same sentences as the model.
 *
 * @param directions of latent semantic analysis
 */
export function choosers(read: readonly string[], directions: number): readonly Chooser[] {
  const wordsOf = tellingWords(read);
  const documents = read.map(wordsOf);
  const tfIdf = createTfIdf(documents);
  const lsa = createLsa(documents, directions);
  const by =
    (score: (words: readonly (readonly string[])[]) => ArrayLike<number>) =>
    (sentences: readonly string[]) =>
      score(sentences.map(wordsOf));
  return [
    { who: 'textRank', name: 'TextRank', choose: by(textRank) },
    {
      who: 'centroid',
      name: 'Tf-idf, most like the whole text',
      choose: by((w) => byCentroid(tfIdf, w)),
    },
    { who: 'lsa', name: 'Latent semantic analysis', choose: by((w) => byLsa(lsa, w)) },
    { who: 'lead', name: 'The first sentences', choose: (all) => all.map((_, i) => -i) },
  ];
}
