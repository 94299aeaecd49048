/** What is wrong with a grammar, in words for the person who wrote it; `line` is counted from 1. */
export class GrammarError extends Error {
  override readonly name = 'GrammarError';
  readonly line: number | undefined;

  constructor(message: string, line?: number) {
    super(line === undefined ? message : `Line ${line}: ${message}`);
    this.line = line;
  }
}
