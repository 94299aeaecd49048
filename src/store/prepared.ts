import type { Dataset } from '../text/dataset';
import type { PreparedText } from '../text/prepare';

/** A text, its vocabulary and tokens, and how it is cut for training. */
export interface Prepared extends PreparedText {
  readonly text: string;
  /** Absent where the text is too short to train on. */
  readonly dataset: Dataset | undefined;
}
