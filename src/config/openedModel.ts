import type { Settings } from './settings';

/** The settings that a run has to have, to begin from an opened model: its size, and how it reads words. */
export const OPENED_KEYS = [
  'hiddenSize',
  'numHiddenLayers',
  'numAttentionHeads',
  'intermediateSize',
  'layerNormEps',
  'tieWordEmbeddings',
  'doLowerCase',
  'stripAccents',
] as const;

export type OpenedSettings = Pick<Settings, (typeof OPENED_KEYS)[number]>;

/** What settings go by of an opened model. */
export interface OpenedFacts {
  /** Never 0 */
  readonly id: number;
  readonly settings: OpenedSettings;
  /** The longest sequence that it reads; a run may have shorter ones */
  readonly positions: number;
}

/** Whether a run with these settings can begin from an opened model. */
export const fitsOpened = (settings: Settings, { id, positions, ...model }: OpenedFacts): boolean =>
  settings.openedModel === id &&
  settings.maxPositionEmbeddings <= positions &&
  OPENED_KEYS.every((key) => settings[key] === model.settings[key]);

/** Long enough for most sentences. BERT has 512, which take 64 times the attention. */
const USUAL_LENGTH = 64;

/** The settings with which a run begins from an opened model. */
export const beginOpened = ({ id, settings, positions }: OpenedFacts): Partial<Settings> => ({
  ...settings,
  beginFrom: 'opened',
  openedModel: id,
  tokenizer: 'model',
  maxPositionEmbeddings: Math.min(positions, USUAL_LENGTH),
});
