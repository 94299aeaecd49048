import { pairedBootstrap, within } from '../../base/bootstrap';
import { key } from '../../base/random';
import type { LabelCurve } from '../../protocol/uses';
import { fineTune } from '../fineTuning';
import { materialOf, wordsOf } from '../material';
import { createReader, type Reader, textEncoder } from '../reader';
import { ibmModel1 } from '../rivals/ibmModel1';
import { untrainedState } from '../training';
import { ITEM_SEED, type LabelBench } from '../use';
import { CANDIDATES, choiceOf, choices, hit } from './candidates';
import { type Dialogue, trainingDialogues } from './language';
import { followsOdds, labelIds, type likelihoods, modelOneLikelihood } from './scorers';
import { world } from './world';

const LABELS = [20, 50, 100, 500];
const SEEDS = 5;
const STEPS = 300;
const RATE = 5e-4;
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

/** Has scored candidates sit the exam: [items], 1 where the right reply is first. */
async function sit(
  reader: Reader,
  score: typeof likelihoods | typeof followsOdds,
): Promise<number[]> {
  const asked = choices(ASKED);
  const scores = await score(
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
export async function labelCurves({
  engine,
  parameters,
  onProgress,
}: LabelBench): Promise<readonly LabelCurve[]> {
  const { vocabulary, config, settings } = materialOf(world);
  const encode = textEncoder(vocabulary, config.maxPositionEmbeddings);

  /** The same head, trained on labelled pairs from these weights. */
  async function fineTuned(from: Float32Array, pairs: readonly LabelledPair[], seed: number) {
    const [follows, not] = labelIds({ vocabulary });
    const model = await fineTune(engine, {
      ...{ config, parameters: from.slice() },
      examples: pairs.map(({ dialogue, reply, isRight }) => ({
        encoded: encode(dialogue.utterance, reply),
        label: isRight ? follows : not,
      })),
      settings: {
        ...settings,
        ...{ seed, maxSteps: STEPS, learningRate: RATE, warmupSteps: STEPS / 10 },
      },
    });
    try {
      return await sit(createReader(model, vocabulary), followsOdds);
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

  const contenders = [
    { who: 'model', name: 'Pretrained, then fine-tuned', scores: [] as number[][][] },
    { who: 'scratch', name: 'The same, from random weights', scores: [] as number[][][] },
    {
      who: 'ibmModel1',
      name: 'Words that went together (IBM Model 1)',
      scores: [] as number[][][],
    },
  ];
  for (const count of LABELS) {
    const bySeed: number[][][] = [[], [], []];
    for (let seed = 1; seed <= SEEDS; seed++) {
      const pairs = labelledPairs(count, seed);
      const pretrained = parameters[(seed - 1) % parameters.length]!;
      bySeed[0]!.push(await fineTuned(pretrained, pairs, seed));
      bySeed[1]!.push(await fineTuned(untrainedState(world, seed).parameters, pairs, seed));
      bySeed[2]!.push(byModelOne(pairs));
      onProgress(`${count} labels, seed ${seed}`);
    }
    contenders.forEach(({ scores }, c) => {
      scores.push(bySeed[c]!);
    });
  }
  return [
    {
      id: 'labels',
      title: 'Right reply among ten, from labelled pairs',
      chance: 1 / CANDIDATES,
      seeds: SEEDS,
      labels: LABELS,
      rows: contenders.map(({ who, name, scores }, c) => ({
        ...{ who, name },
        intervals: scores.map((bySeed, n) =>
          within(pairedBootstrap(bySeed, undefined, key(ITEM_SEED, c, n)), 0, 1),
        ),
      })),
    },
  ];
}
