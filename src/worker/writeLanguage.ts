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
 * Draws sentences of a language and writes them down as a text, one a line. Refuses a language whose sentences the
 * tokenizer would not find again: what is known of it would not hold for the text.
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
    // Of no language, whatever its words look like: it must be cut just as it was checked.
    const artificial = { ...source, language: 'und', grammar, builtIn };
    return { type: 'opened', source: artificial, skipped: [], notes: [] };
  } catch (error) {
    await file?.discard().catch(() => {}); // what went wrong before is what is told
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
