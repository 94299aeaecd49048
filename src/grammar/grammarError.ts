/** Characters of a message: what it names may be as long as the grammar. */
const MOST_CHARACTERS = 500;

/** What is wrong with a grammar, in words for the person who wrote it; `line` is counted from 1. */
export class GrammarError extends Error {
  override readonly name = 'GrammarError';
  readonly line: number | undefined;

  constructor(message: string, line?: number) {
    const cut =
      message.length > MOST_CHARACTERS ? `${message.slice(0, MOST_CHARACTERS)}…` : message;
    super(line === undefined ? cut : `Line ${line}: ${cut}`);
    this.line = line;
  }
}
