import type { Settings } from '../config/settings';
import type { Dataset } from '../text/dataset';
import type { PreparedText } from '../text/prepare';

/** Settings that change the vocabulary or how the text is cut. */
export const TEXT_KEYS = [
  'tokenizer',
  'vocabSize',
  'doLowerCase',
  'minFrequency',
  'maxPositionEmbeddings',
] as const;
export type TextSettings = Pick<Settings, (typeof TEXT_KEYS)[number]>;

/** A text, its vocabulary and tokens, and how it is cut for training. */
export interface Prepared extends PreparedText {
  readonly text: string;
  /** The settings it was made with */
  readonly madeFor: TextSettings;
  /** Absent where the text is too short to train on. */
  readonly dataset: Dataset | undefined;
}
