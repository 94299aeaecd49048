import type { Settings } from '../../config/settings';
import { bertConfig } from '../../model/config';
import { trainFromScratch } from './trainFromScratch';

/**
 * `train_from_scratch.py` for settings that may not have been trained with yet.
 *
 * @param text what the page calls the text
 */
export const presentCode = (settings: Settings, vocabSize: number, text: string): string =>
  trainFromScratch({
    ...{ settings, text, sentence: 'This is a [MASK].' },
    config: bertConfig(settings, vocabSize),
  });
