/** A parser of markup together with the text that it has collected. */
interface TextParser {
  write(part: string): void;
  end(): void;
  /** Hands over the text that has been collected since the last call. */
  take(): string;
}

/** The text of a document that comes in parts, each piece as soon as it has been parsed. */
export async function* parsedText(
  parts: AsyncIterable<string>,
  parser: TextParser,
): AsyncGenerator<string> {
  for await (const part of parts) {
    parser.write(part);
    const text = parser.take();
    if (text) yield text;
  }
  parser.end();
  const text = parser.take();
  if (text) yield text;
}
