import { key } from '../../base/random';
import type { LabelCurve } from '../../protocol/uses';
import { meanScore } from '../exam';
import { fineTune } from '../fineTuning';
import { materialOf, wordsOf } from '../material';
import { createReader, type Reader, textEncoder } from '../reader';
import { ibmModel1 } from '../rivals/ibmModel1';
import { untrainedState } from '../training';
import { ITEM_SEED, type LabelBench } from '../use';
import { withReader } from '../withReader';
import { CANDIDATES, choiceOf, choices, hit } from './candidates';
import { type Dialogue, trainingDialogues } from './language';
import { followsOdds, labelIds, modelOneLikelihood } from './scorers';
import { world } from './world';

const SETTINGS = {
  labels: [20, 50, 100, 500],
  seeds: 5,
  steps: 300,
  rates: { pretrained: 5e-4, scratch: 5e-4 },
};
/** Questions of the exam */
const ASKED = 96;
/** Number of the stream of labelled pairs, under the seed */
const PAIRS = 4;

/** What is said, a reply, and whether it fits. */
interface LabelledPair {
  readonly dialogue: Dialogue;
  readonly reply: string;
  readonly isRight: boolean;
}

/**
 * Pairs about items and questions that the model read of, by turns right and wrong: the wrong reply is one of the wrong
 * ones that the exam would offer.
 */
export function labelledPairs(count: number, seed: number): readonly LabelledPair[] {
  return trainingDialogues(count, key(seed, PAIRS)).map((dialogue, i) => {
    const isRight = i % 2 === 0;
    if (isRight) return { dialogue, reply: dialogue.reply, isRight };
    const { replies, right } = choiceOf(dialogue, key(seed, PAIRS, i));
    return { dialogue, reply: replies[(right + 1) % CANDIDATES]!, isRight };
  });
}

/** Has next-sentence prediction sit the exam: [items], 1 where the right reply is first. */
async function sit(reader: Reader): Promise<number[]> {
  const asked = choices(ASKED);
  const scores = await followsOdds(
    reader,
    asked.flatMap(({ dialogue, replies }) =>
      replies.map((reply) => reader.encode(dialogue.utterance, reply)),
    ),
  );
  return asked.map(({ right }, i) =>
    hit(scores.subarray(i * CANDIDATES, (i + 1) * CANDIDATES), right),
  );
}

/** The right reply among ten, over the number of pairs that someone labelled, with and without pretraining. */
export async function labelCurves(
  { engine, parameters, onProgress }: LabelBench,
  { labels, seeds, steps, rates } = SETTINGS,
): Promise<readonly LabelCurve[]> {
  const { vocabulary, config, settings } = materialOf(world);
  const encode = textEncoder(vocabulary, config.maxPositionEmbeddings);

  /** The same head, trained on labelled pairs from these weights. */
  async function fineTuned(
    from: Float32Array,
    learningRate: number,
    pairs: readonly LabelledPair[],
    seed: number,
  ) {
    const [follows, not] = labelIds({ vocabulary });
    const model = await fineTune(engine, {
      ...{ config, parameters: from.slice() },
      examples: pairs.map(({ dialogue, reply, isRight }) => ({
        encoded: encode(dialogue.utterance, reply),
        label: isRight ? follows : not,
      })),
      settings: {
        ...settings,
        ...{ seed, maxSteps: steps, learningRate, warmupSteps: steps / 10 },
      },
    });
    try {
      return await sit(createReader(model, vocabulary));
    } finally {
      model.dispose();
    }
  }

  function byModelOne(pairs: readonly LabelledPair[]): number[] {
    const model = ibmModel1(
      pairs
        .filter(({ isRight }) => isRight)
        .map(({ dialogue, reply }) => ({
          source: wordsOf(dialogue.utterance),
          target: wordsOf(reply),
        })),
    );
    return choices(ASKED).map(({ dialogue, replies, right }) =>
      hit(
        replies.map((reply) => modelOneLikelihood(model, dialogue.utterance, reply)),
        right,
      ),
    );
  }

  const pretrainedOf = (seed: number) => parameters[(seed - 1) % parameters.length]!;
  const contenders = [
    {
      ...{ who: 'model', name: 'The model, fine-tuned' },
      score: (pairs: readonly LabelledPair[], seed: number) =>
        fineTuned(pretrainedOf(seed), rates.pretrained, pairs, seed),
    },
    {
      ...{ who: 'scratch', name: 'The same model, from random weights' },
      score: (pairs: readonly LabelledPair[], seed: number) =>
        fineTuned(untrainedState(world, seed).parameters, rates.scratch, pairs, seed),
    },
    {
      ...{ who: 'unlabelled', name: 'The model, without labels' },
      score: (_: readonly LabelledPair[], seed: number) =>
        withReader(engine, world, pretrainedOf(seed), sit),
    },
    {
      ...{ who: 'ibmModel1', name: 'IBM Model 1' },
      score: async (pairs: readonly LabelledPair[]) => byModelOne(pairs),
    },
  ];
  /** By contender, number of labels and seed: [items] */
  const scores: number[][][][] = contenders.map(() => labels.map(() => []));
  for (const [n, count] of labels.entries()) {
    for (let seed = 1; seed <= seeds; seed++) {
      const pairs = labelledPairs(count, seed);
      for (const [c, { score }] of contenders.entries()) {
        scores[c]![n]!.push(await score(pairs, seed));
      }
      onProgress(`${count} labels, seed ${seed}`);
    }
  }
  return [
    {
      id: 'labels',
      title: 'The right reply among ten, by the number of labelled pairs',
      chance: 1 / CANDIDATES,
      ...{ seeds, labels },
      rows: contenders.map(({ who, name }, c) => ({
        ...{ who, name },
        intervals: scores[c]!.map((bySeed, n) => meanScore(bySeed, key(ITEM_SEED, c, n))),
      })),
    },
  ];
}
