import { LAB_SETTINGS } from '../../config/lab';
import { compile } from '../../grammar/compile';
import { sampleSentences } from '../../grammar/sample';
import { checkWritten, writeSentences } from '../../grammar/write';

/** As many as make a text that can be edited */
const SENTENCES = 1000;

/**
 * Sentences of a language as a text, one a line.
 *
 * @throws GrammarError where the tokenizer would read other words or sentences there
 */
export function languageText(grammar: string): string {
  const maxWords = LAB_SETTINGS.maxPositionEmbeddings - 2;
  const sentences = sampleSentences(compile(grammar, { maxWords }), 1, SENTENCES);
  const written = sentences.map(({ words }) => words);
  checkWritten(written);
  return writeSentences(written);
}
