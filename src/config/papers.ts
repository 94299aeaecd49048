import { fates, type Plan, ROOMY } from './experiments';

/** A finding of a paper as a small experiment: according to the paper, the first arm beats the second. */
export interface Paper extends Plan {
  readonly id: string;
  /** The question, which must not give the answer away */
  readonly title: string;
  /** The first two arms as they are called in a sentence, after "with" */
  readonly names: readonly [string, string];
  readonly source: string;
  /** The published figures: what was measured, and the figure for each arm in order */
  readonly published: readonly { readonly measure: string; readonly figures: readonly number[] }[];
  /** What else the paper finds: covered together with its figures */
  readonly finding?: string;
  /** What to know about the way it is tried here */
  readonly caution?: string;
  /** Label of an arm that nobody would bet on: it is there to be compared with */
  readonly control?: string;
}

/** The part of a paper's entry that is run. Kept results belong to just these fields, in this order. */
export const planOf = ({ arms, metric, language, seeds, maxSteps }: Paper): Plan => ({
  ...{ arms, metric, language, seeds, maxSteps },
});

/** A 95 % interval over three seeds reaches 2.5 standard deviations to each side; over five, half of that. */
const SEEDS = 5;

/** So few that a run has about 160 epochs, 16 with each of ten sets of masks. */
const VERY_FEW = 300;
/** So few that most words of a language are split. */
const FEW_PIECES = 64;

export const PAPERS: readonly Paper[] = [
  {
    id: 'context',
    title: 'Do both sides beat the words before alone?',
    names: ['both sides', 'the words before only'],
    source: 'BERT, Table 5',
    published: [
      { measure: 'MNLI', figures: [83.9, 82.1] },
      { measure: 'QNLI', figures: [84.9, 84.3] },
      { measure: 'MRPC', figures: [86.5, 77.5] },
      { measure: 'SST-2', figures: [92.6, 92.1] },
      { measure: 'SQuAD', figures: [87.9, 77.8] },
    ],
    arms: [
      { label: 'both sides', settings: { context: 'both' } },
      { label: 'before only', settings: { context: 'left' } },
    ],
    metric: 'accuracy',
    language: 'topics',
    seeds: SEEDS,
    maxSteps: 1500,
    caution:
      'The language has so few sentences that those of the exam also stand in the training part: knowing them is knowing the language.',
  },
  {
    id: 'fates',
    title: 'Is 80/10/10 better than always [MASK]?',
    names: ['80/10/10', '[MASK] every time'],
    source: 'BERT, Table 8, hidden / kept / swapped',
    published: [
      { measure: 'MNLI', figures: [84.2, 84.3, 83.6] },
      { measure: 'NER, fine-tuned', figures: [95.4, 94.9, 94.9] },
      { measure: 'NER, frozen features', figures: [94.9, 94.0, 94.6] },
    ],
    arms: [
      ...[fates(0.8, 0.1), fates(1, 0), fates(0, 1)],
      { label: 'one step', settings: { maxSteps: 1 } },
    ],
    metric: 'probe',
    language: 'cases',
    seeds: SEEDS,
    maxSteps: 1500,
    control: 'one step',
    caution:
      'Measured by a probe: a linear classifier on frozen features, which says whether the order of subject and object is marked. Fine-tuning would hide the difference. The last row is a model that has hardly learned anything.',
  },
  {
    id: 'ratio',
    title: 'Is hiding 40 % better than hiding 15 %?',
    names: ['40 % hidden', '15 % hidden'],
    source: 'Wettig et al. 2023, Table 1',
    published: [{ measure: 'MNLI', figures: [84.5, 84.2] }],
    arms: [
      { label: '40 %', settings: { mlmProbability: 0.4 } },
      { label: '15 %', settings: { mlmProbability: 0.15 } },
      { label: '80 %', settings: { mlmProbability: 0.8 } },
    ],
    metric: 'accuracy',
    language: 'cases',
    seeds: SEEDS,
    maxSteps: 500,
    finding:
      'The paper finds 40 % better for large models, and 95 % of the performance still there with 80 %. Small models may prefer fewer masks.',
    caution: 'Training stops early, to leave room for a difference.',
  },
  {
    id: 'dynamic',
    title: 'Do fresh masks in each epoch help?',
    names: ['fresh masks', 'ten sets of masks'],
    source: 'RoBERTa, Table 1',
    published: [
      { measure: 'SQuAD 2.0', figures: [78.7, 78.3] },
      { measure: 'MNLI', figures: [84.0, 84.3] },
      { measure: 'SST-2', figures: [92.9, 92.5] },
    ],
    arms: [
      { label: 'fresh', settings: { dupeFactor: 0 }, sentences: VERY_FEW },
      { label: '10 sets', settings: { dupeFactor: 10 }, sentences: VERY_FEW },
    ],
    metric: 'loss',
    language: 'cases',
    seeds: SEEDS,
    maxSteps: 1500,
    caution: 'The models learn from 300 sentences only, so that each set of masks comes up often.',
  },
  {
    id: 'words',
    title: 'Is hiding whole words better than hiding pieces?',
    names: ['whole words hidden', 'pieces hidden'],
    source: 'BERT-large with whole word masking, 2019',
    published: [{ measure: 'SQuAD 1.1 F1', figures: [92.8, 91.0] }],
    arms: [
      {
        label: 'whole words',
        settings: { maskStrategy: 'word', mlmProbability: ROOMY },
        pieces: FEW_PIECES,
      },
      {
        label: 'pieces',
        settings: { maskStrategy: 'token', mlmProbability: ROOMY },
        pieces: FEW_PIECES,
      },
    ],
    metric: 'accuracy',
    language: 'topics',
    seeds: SEEDS,
    maxSteps: 1500,
    caution:
      'Both hide 40 %. With less, the longest words would not fit into a sentence’s share and would never be asked. The exam hides whole words, which is what the first model trains for.',
  },
];
