import type { Settings } from '../../config/settings';
import type { BertConfig } from '../../model/config';

/** What the scripts in a folder need to know of the run. */
export interface CodeFacts {
  /** Of the run's last step */
  readonly settings: Settings;
  /** The model's shape */
  readonly config: BertConfig;
  /** What the page calls the text */
  readonly text: string;
  /** A sentence with one [MASK], for the scripts that fill it */
  readonly sentence: string;
}
