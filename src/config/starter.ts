/** Languages that there is a starter for: a small model pretrained on texts written for this page (`src/starter/`). */
export const STARTER_LANGUAGES = ['en', 'de'] as const;
export type StarterLanguage = (typeof STARTER_LANGUAGES)[number];

/** What the page calls those languages. */
export const STARTER_NAMES: Readonly<Record<StarterLanguage, string>> = {
  en: 'English',
  de: 'German',
};

/** What a run has to be set to, to begin from a starter: the size that it has (Small), and how it reads words. */
export const STARTER_SETTINGS = {
  hiddenSize: 64,
  numHiddenLayers: 2,
  numAttentionHeads: 4,
  intermediateSize: 256,
  maxPositionEmbeddings: 32,
  layerNormEps: 1e-12,
  tieWordEmbeddings: true,
  doLowerCase: true,
  stripAccents: false,
} as const;
type StarterKey = keyof typeof STARTER_SETTINGS;

const KEYS = Object.keys(STARTER_SETTINGS) as StarterKey[];

/** Whether a run with these settings can begin from a starter. */
export const fitsStarter = (settings: Readonly<Record<StarterKey, unknown>>): boolean =>
  KEYS.every((key) => settings[key] === STARTER_SETTINGS[key]);

/** The starter that reads a language, by its BCP 47 tag; undefined where none does. */
export const starterOf = (tag: string): StarterLanguage | undefined =>
  STARTER_LANGUAGES.find((language) => tag.toLowerCase().split('-')[0] === language);
