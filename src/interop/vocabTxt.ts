import type { Vocabulary } from '../tokenizer/vocabulary';
import { tokensInFileOrder } from './fileOrder';

/**
 * `vocab.txt` as BERT has it: a token a line, the line's number is its id. It says nothing of lower case, accents or how
 * letters are composed, so `tokenizer.json` is the better file for programs that read both.
 */
export const vocabTxt = (vocabulary: Vocabulary): string =>
  `${tokensInFileOrder(vocabulary).join('\n')}\n`;
