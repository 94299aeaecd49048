import { LAB_MOST_WORDS, LAB_SENTENCES } from '../config/lab';
import { compile } from '../grammar/compile';
import { sampleSentences } from '../grammar/sample';
import { checkWritten, writeSentences } from '../grammar/write';
import type { TextRequest } from '../protocol/texts';
import { createTextFile } from '../storage/textFiles';
import { createCollector, type Outcome } from './openFiles';

/** As in the lab, so that both learn the same sentences. */
const SEED = 1;

/**
 * Draws sentences of a language and writes them down as a text, one a line. Refuses a language whose sentences the
 * tokenizer would not find again: what is known of it would not hold for the text.
 */
export async function writeLanguage({
  name,
  grammar,
  builtIn,
}: Extract<TextRequest, { type: 'write' }>): Promise<Outcome> {
  let text: string;
  try {
    const sentences = sampleSentences(
      compile(grammar, { maxWords: LAB_MOST_WORDS }),
      SEED,
      LAB_SENTENCES,
    );
    const written = sentences.map(({ words }) => words);
    checkWritten(written);
    text = writeSentences(written);
  } catch (error) {
    return {
      type: 'refused',
      problem: {
        kind: 'text',
        what: `${name} cannot be opened as a text.`,
        why: (error as Error).message,
        advice: 'It can be learned under Experiments all the same. Your present text is kept.',
      },
    };
  }
  const file = await createTextFile();
  const collector = createCollector(file);
  collector.take(text);
  const source = await collector.finish(name);
  return { type: 'opened', source: { ...source, grammar, builtIn }, skipped: [] };
}
