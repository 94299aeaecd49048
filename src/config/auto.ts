import {
  DEFAULT_SETTINGS,
  type KeysOf,
  SETTING_KEYS,
  type SettingKey,
  type Settings,
} from './settings';
import { SETTINGS } from './settingsTable';
import { fitsStarter, type StarterLanguage } from './starter';

/** The settings that the text decides, unless the person does. */
export type AutoKey = KeysOf<{ auto: true }>;

export const isAuto = (key: SettingKey): key is AutoKey => 'auto' in SETTINGS[key];
export const AUTO_KEYS: readonly AutoKey[] = SETTING_KEYS.filter(isAuto);

/** What Auto decides by. */
export interface TextFacts {
  /** BCP 47 tag of its language */
  readonly language: string;
  /** Words and punctuation marks */
  readonly words: number;
  readonly sentences: number;
  /** Share of the words that the text has more than once, 0 to 1: low where a script puts no spaces between words */
  readonly recurring: number;
  /** The starter that reads its language, and the share of its sentences that the starter was trained on, 0 to 1 */
  readonly starter: { readonly language: StarterLanguage; readonly read: number } | undefined;
}

/** A few sentences may be the same by chance: this share of a long text, and so many of a short one. */
export const MOST_READ = 0.02;
const FEW_READ = 2;
/** Longer texts are enough to learn from by themselves. */
const MOST_WORDS = 60_000;
/** Below it pieces are too rare to be learned, and a model over-fits within a hundred steps. */
const SHORT_WORDS = 3000;

/** Whether a starter has read so much of the text that it knows the exam. */
export const knowsExam = ({ starter, sentences }: TextFacts): boolean =>
  starter !== undefined &&
  starter.read > MOST_READ &&
  Math.round(starter.read * sentences) > FEW_READ;

export const isShort = ({ words }: Pick<TextFacts, 'words'>): boolean => words < SHORT_WORDS;

/** Why a run does not begin from the starter where Auto decides; undefined where it does. */
export type NoStarter = 'none' | 'shape' | 'tokens' | 'read' | 'long';

/** Whether a run with these settings, as far as the person set them, should begin from the starter; if not, why. */
export function whyNoStarter(
  facts: TextFacts,
  settings: Settings,
  auto: readonly AutoKey[],
): NoStarter | undefined {
  if (!facts.starter) return 'none';
  if (!fitsStarter(settings)) return 'shape';
  if (!auto.includes('tokenizer') && settings.tokenizer !== 'starter') return 'tokens';
  if (knowsExam(facts)) return 'read';
  return facts.words > MOST_WORDS ? 'long' : undefined;
}

type Decided = Pick<Settings, AutoKey>;

const usual: Decided = DEFAULT_SETTINGS;

const dropout = (probability: number) => ({
  hiddenDropoutProb: probability,
  attentionProbsDropoutProb: probability,
});

/** From the starter. Short texts over-fit soon, and the best step is kept. */
const fromStarter = (facts: TextFacts): Decided => ({
  beginFrom: 'starter',
  tokenizer: 'starter',
  ...{ vocabSize: 8192, minFrequency: 1 },
  packSentences: !isShort(facts),
  ...dropout(isShort(facts) ? 0.1 : 0),
  ...(isShort(facts)
    ? { learningRate: 1e-3, warmupSteps: 20, maxSteps: 200 }
    : { learningRate: 2e-3, warmupSteps: 60, maxSteps: 600 }),
});

/** BERT was fine-tuned with the lower rate; its authors name the higher one for their smaller models. */
const fromOpened = (facts: TextFacts, { hiddenSize }: Settings): Decided => ({
  ...fromStarter(facts),
  beginFrom: 'opened',
  tokenizer: 'model',
  learningRate: hiddenSize < 512 ? 3e-4 : 5e-5,
});

/** With a smaller share of recurring words, whole words would leave most of a short text unknown. */
const LEAST_RECURRING = 0.5;

const fromNothing = (facts: TextFacts): Decided => {
  if (!isShort(facts)) return { ...usual, learningRate: 3e-3, maxSteps: 2000 };
  const short = { ...usual, packSentences: false, maxSteps: 300, warmupSteps: 30 };
  return facts.recurring < LEAST_RECURRING ? short : { ...short, tokenizer: 'word' };
};

/**
 * The settings with those that are left to Auto decided from the text. The numbers come from measurements over texts of
 * 40 sentences to 1 MB: see `pretrain/README.md`.
 */
export function decide(facts: TextFacts, settings: Settings, auto: readonly AutoKey[]): Settings {
  const begins = auto.includes('beginFrom')
    ? whyNoStarter(facts, settings, auto) === undefined
    : settings.beginFrom === 'starter';
  const isOpened = settings.beginFrom === 'opened' && !auto.includes('beginFrom');
  const usually = begins ? fromStarter(facts) : fromNothing(facts);
  const decided = isOpened ? fromOpened(facts, settings) : usually;
  return { ...settings, ...Object.fromEntries(auto.map((key) => [key, decided[key]])) };
}
