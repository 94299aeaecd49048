import { choicesOf } from './choices';
import { MOST_POSITIONS, type SettingKey, type Settings, type TokenizerKind } from './settings';

export const FIELD_GROUPS = ['Model', 'Training', 'Text'] as const;
export type FieldGroup = (typeof FIELD_GROUPS)[number];

/** The settings whose values have type T. */
type KeysOf<T> = { [K in SettingKey]: Settings[K] extends T ? K : never }[SettingKey];
export type NumberKey = KeysOf<number>;

interface FieldBase {
  readonly label: string;
  readonly group: FieldGroup;
  /** Why the default is what it is: one or two plain sentences. */
  readonly reason: string;
}

export interface NumberField extends FieldBase {
  readonly kind: 'number';
  readonly key: NumberKey;
  /** The range is that of `SETTINGS_SHAPE`. */
  readonly min: number;
  readonly max: number;
  /** What an arrow key adds; other values may be typed. */
  readonly step: number;
  readonly integer: boolean;
  readonly unit?: string;
}

export interface SwitchField extends FieldBase {
  readonly kind: 'switch';
  readonly key: KeysOf<boolean>;
}

export interface ChoiceField extends FieldBase {
  readonly kind: 'choice';
  readonly key: 'tokenizer';
  readonly choices: readonly { readonly value: TokenizerKind; readonly label: string }[];
}

export type Field = NumberField | SwitchField | ChoiceField;

type Rest = Omit<NumberField, 'kind' | 'integer' | 'key' | 'group'>;
const whole = (group: FieldGroup, key: NumberKey, rest: Rest): NumberField => ({
  kind: 'number',
  integer: true,
  group,
  key,
  ...rest,
});
const real = (group: FieldGroup, key: NumberKey, rest: Rest): NumberField => ({
  ...whole(group, key, rest),
  integer: false,
});

/** The advanced settings, in the order in which they are shown. */
export const FIELDS: readonly Field[] = [
  whole('Model', 'hiddenSize', {
    label: 'Hidden size',
    min: 8,
    max: 512,
    step: 8,
    reason:
      'How many numbers stand for one token. 64 keeps a step fast with a vocabulary of about a thousand; BERT-base has 768. Must be a multiple of the number of heads.',
  }),
  whole('Model', 'numHiddenLayers', {
    label: 'Layers',
    min: 1,
    max: 12,
    step: 1,
    reason: 'Two is the least that lets one layer use what another has gathered. BERT-base has 12.',
  }),
  whole('Model', 'numAttentionHeads', {
    label: 'Heads in a layer',
    min: 1,
    max: 16,
    step: 1,
    reason: 'Four heads of 16 numbers each, so that each map is still worth a look. BERT-base: 12.',
  }),
  whole('Model', 'intermediateSize', {
    label: 'Feed-forward size',
    min: 8,
    max: 2048,
    step: 16,
    reason: 'Four times the hidden size, as in BERT and in the first Transformer (Vaswani 2017).',
  }),

  whole('Training', 'batchSize', {
    label: 'Batch size',
    min: 1,
    max: 256,
    step: 1,
    unit: 'windows',
    reason:
      '16 windows of 32 tokens, 30 of them text, ask at most about 72 blanks a step at a mask ratio of 15\u00a0%. BERT took 256 windows of 512.',
  }),
  real('Training', 'learningRate', {
    label: 'Learning rate',
    min: 1e-6,
    max: 1,
    step: 0.0001,
    reason:
      'Ten times BERT’s 1e-4, as a small model tolerates a higher rate. Three times this rate learned a long, regular text faster here, but over-fitted a short one.',
  }),
  whole('Training', 'warmupSteps', {
    label: 'Warm-up',
    min: 0,
    max: 100_000,
    step: 10,
    unit: 'steps',
    reason:
      'The rate rises from zero over a tenth of the run, then falls to zero. A warm-up at least as long as the run is cut to a tenth of it.',
  }),
  whole('Training', 'maxSteps', {
    label: 'Steps',
    min: 1,
    max: 1_000_000,
    step: 100,
    reason:
      'Short enough to watch from the first step to the last. When the run is over, Train goes on for as many again; Reset goes back to the number set here.',
  }),
  real('Training', 'weightDecay', {
    label: 'Weight decay',
    min: 0,
    max: 1,
    step: 0.01,
    reason: 'As in BERT: AdamW (Loshchilov and Hutter 2019), and none on biases and LayerNorm.',
  }),
  real('Training', 'maxGradNorm', {
    label: 'Gradient clipping',
    min: 0.01,
    max: 1000,
    step: 0.1,
    reason:
      'A gradient longer than this is shortened to it, so that one odd batch does little harm. BERT uses 1.',
  }),
  real('Training', 'hiddenDropoutProb', {
    label: 'Dropout',
    min: 0,
    max: 0.9,
    step: 0.05,
    reason:
      'BERT uses 0.1. None here: in a run of 1000 steps a model this small has no time to over-fit much.',
  }),
  real('Training', 'attentionProbsDropoutProb', {
    label: 'Attention dropout',
    min: 0,
    max: 0.9,
    step: 0.05,
    reason: 'BERT uses 0.1. None here, for the same reason.',
  }),
  whole('Training', 'seed', {
    label: 'Seed',
    min: 0,
    max: 4_294_967_295,
    step: 1,
    reason:
      'Fixes the first weights, the order of the text, the masks and dropout. The held-out sentences and the exam do not depend on it.',
  }),
  whole('Training', 'workers', {
    label: 'WASM workers',
    min: 0,
    max: 16,
    step: 1,
    reason:
      '0 means all cores but one, which is left to the page, and at most 8. Another number adds up in another order, so a run repeats to the last bit only with the same number.',
  }),

  whole('Text', 'maxPositionEmbeddings', {
    label: 'Sequence length',
    min: 8,
    max: MOST_POSITIONS,
    step: 8,
    unit: 'tokens',
    reason:
      'How much the model sees at once, and how long a window of the text is. Twice the length has four times the attention to compute. BERT: 512.',
  }),
  {
    kind: 'choice',
    group: 'Text',
    key: 'tokenizer',
    label: 'Tokens',
    choices: choicesOf('tokenizer').map(([value, label]) => ({ value, label })),
    reason:
      'Pieces, as in BERT: frequent words whole, rare ones in parts. Whole words leave rare ones unknown; characters know every word, and make the text several times as long.',
  },
  whole('Text', 'vocabSize', {
    label: 'Vocabulary',
    min: 64,
    max: 32_768,
    step: 64,
    unit: 'pieces',
    reason:
      'At most this many pieces are learned from the text. In a short text fewer pieces are each seen more often. BERT has 30\u2009522.',
  }),
  whole('Text', 'minFrequency', {
    label: 'Least frequency',
    min: 1,
    max: 1000,
    step: 1,
    unit: 'times',
    reason:
      'A pair of pieces seen less often is not joined, and a whole word seen less often is not learned. 2 is the default of Hugging Face’s trainer.',
  }),
  {
    kind: 'switch',
    group: 'Text',
    key: 'doLowerCase',
    label: 'Lower case',
    reason:
      '“The” and “the” are one piece, as in BERT-base uncased: a short text then has more examples of each.',
  },
  {
    kind: 'switch',
    group: 'Text',
    key: 'stripAccents',
    label: 'Strip accents',
    reason:
      '“é” and “e” are one piece, as in BERT-base uncased. Off by default, because accents tell words apart (German “schon” and “schön”), and because all other marks go too: Hebrew and Arabic vowel points and the vowel signs of Indian scripts. Hangul falls apart into its letters.',
  },
  {
    kind: 'switch',
    group: 'Text',
    key: 'keepTogether',
    label: 'Keep repeats together',
    reason:
      'Sentences that repeat each other, exactly or nearly (at least 80 % of their words), are either all trained on or all held out. Otherwise the exam would ask what the model has already seen.',
  },
  {
    kind: 'switch',
    group: 'Text',
    key: 'packSentences',
    label: 'Fill windows',
    reason:
      'Neighbouring sentences share a window while they fit, as in RoBERTa: less padding, and a sentence may look at the one before. If off, each stands alone.',
  },
];
