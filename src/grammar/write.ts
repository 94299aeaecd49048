import { splitSentences } from '../corpus/sentences';
import { words as wordsOf } from '../tokenizer/preTokenize';
import { GrammarError } from './grammarError';

const CLOSING = new Set('.,;:!?)]}”’»›…');
const OPENING = new Set('([{“‘«‹„¿¡');

/** One sentence as people write it: punctuation stands at the word before, what opens at the word after. */
export function writeSentence(words: readonly string[]): string {
  let text = '';
  words.forEach((word, i) => {
    const apart = i > 0 && !CLOSING.has(word) && !OPENING.has(words[i - 1]!);
    text += apart ? ` ${word}` : word;
  });
  return text;
}

/**
 * Sentences as a text, one a line. A blank line stands between them: only that parts two sentences whatever
 * they end and begin with (text/blocks.ts).
 */
export function writeSentences(sentences: readonly (readonly string[])[]): string {
  return sentences.map((words) => `${writeSentence(words)}\n`).join('\n');
}

/**
 * Checks that the tokenizer finds in the text exactly the sentences it was written from. What it cannot do
 * is a sentence with the end of a sentence in its middle.
 *
 * @throws GrammarError that shows the first sentence that is not found again.
 */
export function checkWritten(sentences: readonly (readonly string[])[]): void {
  const seen = new Set<string>();
  for (const words of sentences) {
    const text = writeSentence(words);
    if (seen.has(text)) continue;
    seen.add(text);
    const spans = wordsOf(text);
    const same =
      spans.length === words.length &&
      spans.every(({ start, end }, i) => text.slice(start, end) === words[i]);
    if (!same) throw new GrammarError(`The tokenizer finds other words in “${text}”.`);
    const found = splitSentences(text);
    if (found.length > 1) {
      const first = text.slice(found[0]!.start, found[0]!.end);
      throw new GrammarError(
        `“${text}” is read as ${found.length} sentences; the first is “${first}”. ` +
          'Write no full stop, question or exclamation mark within a sentence.',
      );
    }
  }
}
