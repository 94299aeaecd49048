import * as v from 'valibot';

/** How much of a sentence a token may look at. */
export const CONTEXTS = ['both', 'left', 'right'] as const;
export type Context = (typeof CONTEXTS)[number];

/** What a text is cut into. */
export const TOKENIZERS = ['wordpiece', 'word', 'character'] as const;
export type TokenizerKind = (typeof TOKENIZERS)[number];

/** Which tokens are asked; `masking/strategies.ts` draws them. */
export const MASK_STRATEGIES = [
  'token',
  'word',
  'span',
  'phrase',
  'rare',
  'frequent',
  'hand',
] as const;
export type MaskStrategy = (typeof MASK_STRATEGIES)[number];

export const BACKENDS = ['webgpu', 'webgl', 'wasm', 'cpu'] as const;
export type Backend = (typeof BACKENDS)[number];
export const BACKEND_CHOICES = ['auto', ...BACKENDS] as const;

/** The longest sequence that a model may be made for. */
export const MOST_POSITIONS = 512;

const probability = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const count = (low: number, high: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(low), v.maxValue(high));
const real = (low: number, high: number) => v.pipe(v.number(), v.minValue(low), v.maxValue(high));

/**
 * Every setting of a run: plain, cloneable, one key each in the address's hash.
 * Names are those of Hugging Face's `BertConfig`, `TrainingArguments` and
 * `DataCollatorForLanguageModeling`, in camel case.
 */
export const SETTINGS_SHAPE = {
  // Tokenizer
  tokenizer: v.picklist(TOKENIZERS),
  vocabSize: count(64, 32768),
  doLowerCase: v.boolean(),
  stripAccents: v.boolean(),
  minFrequency: count(1, 1000),
  keepTogether: v.boolean(),
  packSentences: v.boolean(),
  // Masking
  mlmProbability: probability,
  maskReplaceProb: probability,
  randomReplaceProb: probability,
  maskStrategy: v.picklist(MASK_STRATEGIES),
  randomByFrequency: v.boolean(),
  dupeFactor: count(0, 100),
  // Model
  hiddenSize: count(8, 512),
  numHiddenLayers: count(1, 12),
  numAttentionHeads: count(1, 16),
  intermediateSize: count(8, 2048),
  /** Also the length of a training window, T: positions that are never trained would be noise. */
  maxPositionEmbeddings: count(8, MOST_POSITIONS),
  hiddenDropoutProb: real(0, 0.9),
  attentionProbsDropoutProb: real(0, 0.9),
  // Training
  context: v.picklist(CONTEXTS),
  batchSize: count(1, 256),
  learningRate: real(1e-6, 1),
  warmupSteps: count(0, 100_000),
  maxSteps: count(1, 1_000_000),
  weightDecay: real(0, 1),
  maxGradNorm: real(0.01, 1000),
  seed: count(0, 4294967295),
  workers: count(0, 16),
  backend: v.picklist(BACKEND_CHOICES),
} as const;

export const SettingsSchema = v.pipe(
  v.object(SETTINGS_SHAPE),
  v.check(
    (s) => s.hiddenSize % s.numAttentionHeads === 0,
    'The hidden size must be a multiple of the number of heads.',
  ),
  v.check(
    (s) => s.maskReplaceProb + s.randomReplaceProb <= 1 + 1e-9,
    'Hidden and swapped together cannot exceed 100 %.',
  ),
);

export type Settings = Readonly<v.InferOutput<typeof SettingsSchema>>;
export type SettingKey = keyof Settings;

export const DEFAULT_SETTINGS: Settings = {
  tokenizer: 'wordpiece',
  vocabSize: 1024,
  doLowerCase: true,
  stripAccents: false,
  minFrequency: 2,
  keepTogether: true,
  packSentences: true,
  mlmProbability: 0.15,
  maskReplaceProb: 0.8,
  randomReplaceProb: 0.1,
  maskStrategy: 'token',
  randomByFrequency: false,
  dupeFactor: 0,
  hiddenSize: 64,
  numHiddenLayers: 2,
  numAttentionHeads: 4,
  intermediateSize: 256,
  maxPositionEmbeddings: 32,
  hiddenDropoutProb: 0,
  attentionProbsDropoutProb: 0,
  context: 'both',
  batchSize: 16,
  learningRate: 1e-3,
  warmupSteps: 100,
  maxSteps: 1000,
  weightDecay: 0.01,
  maxGradNorm: 1,
  seed: 1,
  workers: 0,
  backend: 'auto',
};

/** Returns `settings` if they hold together, else throws with every reason in plain words. */
export function checkSettings(settings: unknown): Settings {
  const result = v.safeParse(SettingsSchema, settings);
  if (result.success) return result.output;
  const reasons = result.issues.map((issue) => {
    const path = v.getDotPath(issue);
    return path ? `${path}: ${issue.message}` : issue.message;
  });
  throw new Error(`checkSettings: ${reasons.join(' ')}`);
}
