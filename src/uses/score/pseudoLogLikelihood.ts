import type { Encoded, Reader, Word } from '../reader';
import { portions, withoutWords } from '../reader';

/**
 * ln p of each of these words where it alone is hidden: all of its tokens at once, so that no piece gives the others away
 * (nats, the sum over its tokens).
 *
 * @param texts each with the words that are asked; all of its words if left out
 * @returns for each text a value for each of its words, in order
 */
export async function wordLogProbabilities(
  reader: Reader,
  texts: readonly { readonly encoded: Encoded; readonly words?: readonly Word[] }[],
): Promise<readonly Float64Array[]> {
  const questions = texts.flatMap(({ encoded, words = encoded.words }) =>
    words.map((word) => ({ encoded, word })),
  );
  const sums: number[] = [];
  for (const some of portions(questions)) {
    const asked = await reader.ask(some.map(({ encoded, word }) => withoutWords(encoded, [word])));
    some.forEach(({ encoded, word: { from, to } }, i) => {
      let sum = 0;
      for (let t = from; t < to; t++) sum += asked[i]!.logProbabilities(t - from)[encoded.ids[t]!]!;
      sums.push(sum);
    });
  }
  let next = 0;
  return texts.map(({ encoded, words = encoded.words }) =>
    Float64Array.from(words, () => sums[next++]!),
  );
}

/**
 * The pseudo-log-likelihood of texts: the sum of ln p of every word, each hidden in turn (Salazar et al., "Masked language
 * model scoring", ACL 2020).
 *
 * @param counts which words are summed; all if left out. With two segments, say, only those of the second
 * @returns [texts], nats
 */
export async function pseudoLogLikelihoods(
  reader: Reader,
  texts: readonly Encoded[],
  counts: (word: Word) => boolean = () => true,
): Promise<Float64Array> {
  const each = await wordLogProbabilities(
    reader,
    texts.map((encoded) => ({ encoded, words: encoded.words.filter(counts) })),
  );
  return Float64Array.from(each, (values) => values.reduce((a, b) => a + b, 0));
}
