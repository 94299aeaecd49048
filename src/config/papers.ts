import { fates, type Plan, ROOMY } from './experiments';

/** A finding of a paper as a small experiment: according to the paper, the first arm beats the second. */
export interface Paper extends Plan {
  readonly id: string;
  /** The finding, in a few words */
  readonly title: string;
  readonly source: string;
  /** The published figures: what was measured, and the figure for each arm in order */
  readonly published: readonly { readonly measure: string; readonly figures: readonly number[] }[];
  /** Why a model this small may show something else */
  readonly caution?: string;
}

/** A 95 % interval over three seeds reaches 2.5 standard deviations to each side; over five, half of that. */
const SEEDS = 5;

/** So few that a run has about 160 epochs, 16 with each of ten sets of masks. */
const VERY_FEW = 300;
/** So few that most words of a language are split. */
const FEW_PIECES = 64;

export const PAPERS: readonly Paper[] = [
  {
    id: 'context',
    title: 'Both sides beat left to right',
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
      { label: 'left only', settings: { context: 'left' } },
    ],
    metric: 'accuracy',
    language: 'topics',
    seeds: SEEDS,
    maxSteps: 1500,
  },
  {
    id: 'fates',
    title: '80/10/10 beats always [MASK]',
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
    caution:
      'Measured on frozen features, as fine-tuning hides it: is the order of subject and object marked? The last row is a model that has hardly learned anything.',
  },
  {
    id: 'ratio',
    title: 'Are 40 % masks better than 15 %?',
    source: 'Wettig et al. 2023, Table 1; they find that 80 % keeps 95 % of the performance',
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
    caution:
      'The paper says so of large models; small ones may prefer fewer masks. Stopped early, to leave room for a difference.',
  },
  {
    id: 'dynamic',
    title: 'Fresh masks in each epoch help',
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
    caution: 'Few sentences, so that each set of masks is met often.',
  },
  {
    id: 'words',
    title: 'Whole words beat pieces',
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
      'Both hide 40 %, or the longest words would not fit into a sentence’s share and never be asked. The exam hides whole words, which is what the first arm trains for.',
  },
];
