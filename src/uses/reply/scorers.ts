import { wordsOf } from '../material';
import type { Encoded, Reader } from '../reader';
import type { IbmModel1 } from '../rivals/ibmModel1';
import { pseudoLogLikelihoods } from '../score/pseudoLogLikelihood';
import { LABEL_TOKENS } from './world';

/** ln p of each reply after its utterance: of each word of the reply, where it alone is hidden, summed. */
export const likelihoods = (reader: Reader, pairs: readonly Encoded[]): Promise<Float64Array> =>
  pseudoLogLikelihoods(reader, pairs, ({ segment }) => segment === 1);

/** Ids of the labels "follows" and "does not follow". */
export function labelIds({
  vocabulary: { tokens },
}: Pick<Reader, 'vocabulary'>): readonly [number, number] {
  const [follows, not] = LABEL_TOKENS.map((token) => tokens.indexOf(token));
  return [follows!, not!];
}

/** ln odds that the second of each pair follows the first, by the labels of next-sentence prediction at [CLS]. */
export async function followsOdds(
  reader: Reader,
  pairs: readonly Encoded[],
): Promise<Float64Array> {
  const [follows, not] = labelIds(reader);
  const asked = await reader.ask(pairs.map(({ ids, types }) => ({ ids, types, places: [0] })));
  return Float64Array.from(asked, (one) => {
    const p = one.logProbabilities(0);
    return p[follows]! - p[not]!;
  });
}

/** Stands for p = 0, so that a word never seen does not decide between two others. */
const LEAST = 1e-6;

/** ln p of a reply given what is said, by a table of words that went together (Brown et al. 1993, equation 6). */
export function modelOneLikelihood(model: IbmModel1, utterance: string, reply: string): number {
  const said = wordsOf(utterance);
  let sum = 0;
  for (const word of wordsOf(reply)) {
    let p = model.probability(word, null);
    for (const source of said) p += model.probability(word, source);
    sum += Math.log(Math.max(LEAST, p / (said.length + 1)));
  }
  return sum;
}
