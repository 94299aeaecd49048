import type { Settings } from '../config/settings';
import type { Dataset } from '../text/dataset';
import type { PreparedText } from '../text/prepare';

/** The settings that decide how a text is cut. */
export type TextSettings = Pick<Settings, 'vocabSize' | 'doLowerCase' | 'maxPositionEmbeddings'>;

/** A text, its vocabulary and tokens, and how it is cut for training. */
export interface Prepared extends PreparedText {
  readonly text: string;
  /** The settings it was made with */
  readonly madeFor: TextSettings;
  /** Absent where the text is too short to train on. */
  readonly dataset: Dataset | undefined;
}
