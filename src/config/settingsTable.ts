/**
 * What changing a setting does. `text`: the text is prepared again, and the run starts over. `model`: the run starts
 * over. `live`: the run takes the new value at its next step.
 */
export type Change = 'text' | 'model' | 'live';

interface RowBase {
  /** What the page calls it */
  readonly label: string;
  readonly changes: Change;
  /** Why the default is what it is, in one or two sentences. A setting with a reason is one of the advanced settings */
  readonly reason?: string;
  /** Whether the text decides unless the person does: see `auto.ts` */
  readonly auto?: boolean;
}

export interface NumberRow extends RowBase {
  readonly kind: 'number';
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
  /** What an arrow key adds; any value in the range may be typed */
  readonly step?: number;
  readonly unit?: string;
  /** Whether it is a share of 1, which a link may write in percent */
  readonly share?: boolean;
}

export interface SwitchRow extends RowBase {
  readonly kind: 'switch';
  readonly default: boolean;
}

export interface ChoiceRow extends RowBase {
  readonly kind: 'choice';
  readonly default: string;
  /** Its values and what the page calls them, in the page's order */
  readonly names: Readonly<Record<string, string>>;
}

export type Row = NumberRow | SwitchRow | ChoiceRow;

const share = { kind: 'number', min: 0, max: 1, integer: false, share: true } as const;
const dropout = { kind: 'number', min: 0, max: 0.9, integer: false, step: 0.05 } as const;

/**
 * Every setting of a run, in the order in which an address names them. Everything else about settings comes from here.
 * Keys are the names of Hugging Face's `BertConfig`, `TrainingArguments` and `DataCollatorForLanguageModeling`, in
 * camel case.
 */
export const SETTINGS = {
  // Text
  tokenizer: {
    ...{ kind: 'choice', default: 'wordpiece', changes: 'text', label: 'Tokens', auto: true },
    names: {
      wordpiece: 'Word pieces',
      word: 'Whole words',
      character: 'Characters',
      starter: 'The starter’s, and your words',
      model: 'The opened model’s',
    },
    reason:
      'Word pieces, as in BERT, keep frequent words whole and cut rare ones. Whole words leave rare ones unknown. Characters know every word, and make the text several times as long. The starter’s are the pieces that it learned with, and each word of your text that they would cut. The opened model’s are its own, unchanged; with others, each new token begins as the mean of those it is made of.',
  },
  vocabSize: {
    ...{ kind: 'number', min: 64, max: 32_768, integer: true, step: 64, unit: 'pieces' },
    ...{ default: 1024, changes: 'text', label: 'Vocabulary', auto: true },
    reason:
      'At most this many pieces are learned from the text. In a short text fewer pieces are each seen more often. BERT has 30\u202f522.',
  },
  doLowerCase: {
    ...{ kind: 'switch', default: true, changes: 'text', label: 'Lower case' },
    reason:
      '“The” and “the” are one piece, as in BERT-base uncased: a short text then has more examples of each.',
  },
  stripAccents: {
    ...{ kind: 'switch', default: false, changes: 'text', label: 'Strip accents' },
    reason:
      '“é” and “e” are one piece, as in BERT-base uncased. Off by default, because accents tell words apart (German “schon” and “schön”), and because all other marks go too: Hebrew and Arabic vowel points and the vowel signs of Indian scripts. Hangul falls apart into its letters.',
  },
  minFrequency: {
    ...{ kind: 'number', min: 1, max: 1000, integer: true, step: 1, unit: 'times' },
    ...{ default: 2, changes: 'text', label: 'Least frequency', auto: true },
    reason:
      'A pair of pieces seen less often is not joined, and a whole word seen less often is not learned. 2 is the default of Hugging Face’s trainer.',
  },
  keepTogether: {
    ...{ kind: 'switch', default: true, changes: 'text', label: 'Keep repeats together' },
    reason:
      'Sentences that repeat each other, exactly or nearly (at least 80 % of their words), are either all trained on or all held out. Otherwise the exam would ask what the model has already seen.',
  },
  packSentences: {
    ...{ kind: 'switch', default: true, changes: 'text', label: 'Fill windows', auto: true },
    reason:
      'Neighbouring sentences share a window while they fit, as in RoBERTa: less padding, and a sentence may look at the one before. If off, each stands alone.',
  },

  // Masking
  mlmProbability: { ...share, default: 0.15, changes: 'live', label: 'Mask ratio' },
  maskReplaceProb: {
    ...{ ...share, default: 0.8, changes: 'live', label: 'Hidden, of the selected' },
  },
  randomReplaceProb: {
    ...{ ...share, default: 0.1, changes: 'live', label: 'Swapped, of the selected' },
  },
  maskStrategy: {
    ...{ kind: 'choice', default: 'token', changes: 'live', label: 'Drawn' },
    names: {
      token: 'Tokens',
      word: 'Whole words',
      span: 'Spans',
      phrase: 'Phrases',
      rare: 'Rare first',
      frequent: 'Frequent first',
      hand: 'By hand',
    },
  },
  randomByFrequency: {
    ...{ kind: 'switch', default: false, changes: 'live', label: 'Swaps by frequency' },
  },
  dupeFactor: {
    ...{ kind: 'number', min: 0, max: 100, integer: true },
    ...{ default: 0, changes: 'live', label: 'Sets of masks' },
  },

  // Model
  hiddenSize: {
    ...{ kind: 'number', min: 8, max: 768, integer: true, step: 8 },
    ...{ default: 64, changes: 'model', label: 'Hidden size' },
    reason:
      'How many numbers stand for one token. 64 keeps a step fast with a vocabulary of about a thousand; BERT-base has 768. Must be a multiple of the number of heads.',
  },
  numHiddenLayers: {
    ...{ kind: 'number', min: 1, max: 12, integer: true, step: 1 },
    ...{ default: 2, changes: 'model', label: 'Layers' },
    reason: 'With two layers, the second can use what the first has gathered. BERT-base has 12.',
  },
  numAttentionHeads: {
    ...{ kind: 'number', min: 1, max: 16, integer: true, step: 1 },
    ...{ default: 4, changes: 'model', label: 'Heads in a layer' },
    reason: 'Four are few enough that each map is worth a look. BERT-base has 12.',
  },
  intermediateSize: {
    ...{ kind: 'number', min: 8, max: 3072, integer: true, step: 16 },
    ...{ default: 256, changes: 'model', label: 'Feed-forward size' },
    reason: 'BERT and the first Transformer (Vaswani 2017) have 4 times the hidden size.',
  },
  /** Added to a variance before it is divided by. Not shown: it matters only to a model that was trained with another. */
  layerNormEps: {
    ...{ kind: 'number', min: 0, max: 0.1, integer: false },
    ...{ default: 1e-12, changes: 'model', label: 'LayerNorm epsilon' },
  },
  /** Whether the word embeddings serve as the decoder too. Not shown: few models that are opened have it otherwise. */
  tieWordEmbeddings: {
    ...{ kind: 'switch', default: true, changes: 'model', label: 'Tied word embeddings' },
  },
  /** Also the length of a training window, T: positions that are never trained would be noise. */
  maxPositionEmbeddings: {
    ...{ kind: 'number', min: 8, max: 512, integer: true, step: 8, unit: 'tokens' },
    ...{ default: 32, changes: 'text', label: 'Sequence length' },
    reason:
      'How much the model sees at once, and how long a window of the text is. Twice the length has four times the attention to compute. BERT: 512.',
  },
  hiddenDropoutProb: {
    ...{ ...dropout, default: 0, changes: 'live', label: 'Dropout', auto: true },
    reason:
      'BERT uses 0.1. Auto takes that too for a short text that begins from the starter, where it gave better results. Otherwise there is none.',
  },
  attentionProbsDropoutProb: {
    ...{ ...dropout, default: 0, changes: 'live', label: 'Attention dropout', auto: true },
    reason: 'BERT uses 0.1. Auto sets it as it sets dropout.',
  },

  // Training
  beginFrom: {
    ...{ kind: 'choice', default: 'nothing', changes: 'model', label: 'Begin from', auto: true },
    names: { nothing: 'Nothing', starter: 'The starter', opened: 'An opened model' },
  },
  /** Which opened model that is, by its id; 0 for none. Its tokens may be used without it. */
  openedModel: {
    ...{ kind: 'number', min: 0, max: 4_294_967_295, integer: true },
    ...{ default: 0, changes: 'text', label: 'Opened model' },
  },
  context: {
    ...{ kind: 'choice', default: 'both', changes: 'live', label: 'Context' },
    names: { both: 'Both sides', left: 'Before only', right: 'After only' },
  },
  batchSize: {
    ...{ kind: 'number', min: 1, max: 256, integer: true, step: 1, unit: 'windows' },
    ...{ default: 16, changes: 'live', label: 'Batch size' },
    reason: 'BERT took 256 windows of 512 tokens.',
  },
  learningRate: {
    ...{ kind: 'number', min: 1e-6, max: 1, integer: false, step: 0.0001 },
    ...{ default: 1e-3, changes: 'live', label: 'Learning rate', auto: true },
    reason:
      'BERT used 0.0001, but a small model tolerates a higher rate. Auto takes 0.001 for a short text, which over-fits; for a longer one 0.002 from the starter and 0.003 from nothing.',
  },
  warmupSteps: {
    ...{ kind: 'number', min: 0, max: 100_000, integer: true, step: 10, unit: 'steps' },
    ...{ default: 100, changes: 'live', label: 'Warm-up', auto: true },
    reason:
      'The rate rises from zero over the first steps, then falls to zero. Where the warm-up would be as long as the run, it is cut to a tenth of the run.',
  },
  maxSteps: {
    ...{ kind: 'number', min: 1, max: 1_000_000, integer: true, step: 100 },
    ...{ default: 1000, changes: 'live', label: 'Steps', auto: true },
    reason:
      'Short enough to watch from the first step to the last: fewer for a short text, which over-fits. When the run is over, Train goes on for as many again; Reset goes back to the number set here.',
  },
  loadBestModelAtEnd: {
    ...{ kind: 'switch', default: true, changes: 'live', label: 'End at the best' },
    reason:
      'A run that is over goes back to the step with the lowest held-out loss, because a small text is soon learned by heart. Nothing is lost: its last step stays one click away. If off, the run stays at its last step.',
  },
  weightDecay: {
    ...{ kind: 'number', min: 0, max: 1, integer: false, step: 0.01 },
    ...{ default: 0.01, changes: 'live', label: 'Weight decay' },
    reason: 'As in BERT: AdamW (Loshchilov and Hutter 2019), and none on biases and LayerNorm.',
  },
  maxGradNorm: {
    ...{ kind: 'number', min: 0.01, max: 1000, integer: false, step: 0.1 },
    ...{ default: 1, changes: 'live', label: 'Gradient clipping' },
    reason:
      'A gradient longer than this is shortened to it, so that one odd batch does little harm. BERT uses 1.',
  },
  seed: {
    ...{ kind: 'number', min: 0, max: 4_294_967_295, integer: true, step: 1 },
    ...{ default: 1, changes: 'model', label: 'Seed' },
    reason:
      'Fixes the first weights, the order of the text, the masks and dropout. The held-out sentences and the exam do not depend on it.',
  },
  workers: {
    ...{ kind: 'number', min: 0, max: 16, integer: true, step: 1 },
    ...{ default: 0, changes: 'model', label: 'WASM workers' },
    reason:
      '0 means as many as train fastest while the page stays smooth, at most 8, timed on the first steps. Another number adds up in another order, so a run repeats to the last bit only with the same number.',
  },
  backend: {
    ...{ kind: 'choice', default: 'auto', changes: 'model', label: 'Backend' },
    names: {
      auto: 'Auto',
      webgpu: 'WebGPU',
      'tfjs-webgpu': 'WebGPU, TensorFlow.js',
      webgl: 'WebGL',
      wasm: 'WASM',
      cpu: 'CPU',
    },
  },
} as const satisfies Record<string, Row>;
