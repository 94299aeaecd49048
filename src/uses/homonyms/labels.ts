import { key } from '../../base/random';
import type { LabelCurve } from '../../protocol/uses';
import { meanScore } from '../exam';
import { materialOf, sentencesOf } from '../material';
import type { Reader } from '../reader';
import { statesAt } from '../score/states';
import { untrainedState } from '../training';
import { nearer } from '../twoMeans';
import { ITEM_SEED, type LabelBench } from '../use';
import { withReader } from '../withReader';
import { bagsOfWords, foldedItems } from './exam';
import { HOMONYMS } from './topics';
import { drawItems, type Item, wordNamed, world } from './world';

/** Labelled sentences for each homonym, half of them of each meaning */
const LABELS = [2, 4, 8, 16];
/** Sentences that are asked, for each meaning of each homonym */
const EACH = 20;

/** Vectors of items, in the order of the items. */
type Vectors = readonly ArrayLike<number>[];

/**
 * Whether each asked item lies nearer to the mean of the labelled ones with its meaning: [asked], 0 or 1.
 *
 * @param each labelled items for each meaning
 */
function nearestMeans(
  labelled: readonly Item[],
  ofLabelled: Vectors,
  asked: readonly Item[],
  ofAsked: Vectors,
  each: number,
): Float64Array {
  const right = new Float64Array(asked.length);
  for (const homonym of Object.keys(HOMONYMS)) {
    const meanOf = (meaning: 0 | 1) => {
      const own = ofLabelled
        .filter((_, i) => labelled[i]!.homonym === homonym && labelled[i]!.meaning === meaning)
        .slice(0, each);
      return Float64Array.from(
        own[0]!,
        (_, d) => own.reduce((sum, vector) => sum + vector[d]!, 0) / own.length,
      );
    };
    const centres = [meanOf(0), meanOf(1)] as const;
    asked.forEach((item, i) => {
      if (item.homonym === homonym)
        right[i] = nearer(ofAsked[i]!, [...centres]) === item.meaning ? 1 : 0;
    });
  }
  return right;
}

/** Accuracy with few labels: the nearest of the two means of labelled sentences. */
export async function labelCurves({
  engine,
  parameters,
  onProgress,
}: LabelBench): Promise<readonly LabelCurve[]> {
  const { passages, config } = materialOf(world);
  const asked = drawItems(ITEM_SEED, EACH);
  const names: [who: string, name: string][] = [
    ['model', 'The model, last layer'],
    ['untrained', 'The same model, untrained'],
    ['lsa', 'Latent semantic analysis'],
    ['bagOfWords', 'Bag of the other words'],
  ];
  /** [who][labels][seed] of [asked] */
  const scores = names.map(() => LABELS.map((): Float64Array[] => []));
  const statesOf = async (reader: Reader, items: readonly Item[]) => {
    const texts = items.map(({ text, homonym }) => {
      const encoded = reader.encode(text);
      return { encoded, word: wordNamed(encoded, homonym)! };
    });
    return (await statesAt(reader, texts))(config.numHiddenLayers);
  };
  for (const [s, trained] of parameters.entries()) {
    const seed = s + 1;
    // Ordinary sentences are labelled, as a person would, and others asked.
    const labelled = drawItems(key(ITEM_SEED, seed), Math.max(...LABELS) / 2, false);
    const both = [...labelled, ...asked];
    const halves = (vectors: Vectors) => [
      vectors.slice(0, labelled.length),
      vectors.slice(labelled.length),
    ];
    const vectors: Vectors[] = [];
    for (const weights of [trained, untrainedState(world, seed).parameters]) {
      vectors.push(await withReader(engine, world, weights, (reader) => statesOf(reader, both)));
    }
    vectors.push(foldedItems(both, sentencesOf(passages)), bagsOfWords(both));
    for (const [w, all] of vectors.entries()) {
      const [ofLabelled, ofAsked] = halves(all);
      LABELS.forEach((count, l) => {
        scores[w]![l]!.push(nearestMeans(labelled, ofLabelled!, asked, ofAsked!, count / 2));
      });
    }
    onProgress(`seed ${seed} of ${parameters.length}`);
  }
  return [
    {
      id: 'labels',
      title: 'Right meaning, by the number of labelled sentences for each word',
      chance: 0.5,
      seeds: parameters.length,
      labels: LABELS,
      rows: names.map(([who, name], w) => ({
        ...{ who, name },
        intervals: LABELS.map((_, l) => meanScore(scores[w]![l]!, key(ITEM_SEED, w, l))),
      })),
    },
  ];
}
