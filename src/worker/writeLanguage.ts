import { MOST_WORDS } from '../artificial/languageText';
import { reasonOf } from '../base/words';
import { EXPERIMENT_SENTENCES } from '../config/experiments';
import { compile } from '../grammar/compile';
import { sampleSentences } from '../grammar/sample';
import { checkWritten, writeSentences } from '../grammar/write';
import type { TextRequest } from '../protocol/texts';
import { createTextFile, type TextFileWriter } from '../storage/textFiles';
import { createCollector, type Outcome } from './openFiles';

/** As in the experiments, so that both learn the same sentences. */
const SEED = 1;

/**
 * Samples sentences of a language and writes them as a text, one per line. Refuses a language whose sentences the
 * tokenizer would split differently: its exact answers would not hold for the text.
 */
export async function writeLanguage({
  name,
  grammar,
  builtIn,
}: Extract<TextRequest, { type: 'write' }>): Promise<Outcome> {
  let file: TextFileWriter | undefined;
  try {
    const automaton = compile(grammar, { maxWords: MOST_WORDS });
    const sentences = sampleSentences(automaton, SEED, EXPERIMENT_SENTENCES);
    const written = sentences.map(({ words }) => words);
    checkWritten(written);
    file = await createTextFile();
    const collector = createCollector(file);
    collector.take(writeSentences(written));
    const source = await collector.finish(name);
    // 'und', whatever its words look like: it must be split just as `checkWritten` did.
    const artificial = { ...source, language: 'und', grammar, builtIn };
    return { type: 'opened', source: artificial, skipped: [], notes: [] };
  } catch (error) {
    await file?.discard().catch(() => {}); // the first error is the one to report
    return {
      type: 'refused',
      problem: {
        kind: 'text',
        what: `${name} cannot be opened as a text.`,
        why: reasonOf(error),
        advice: 'You can still train on it in Experiments. Your current text is kept.',
      },
    };
  }
}
