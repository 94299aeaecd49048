/** A section is at least this long, in UTF-16 units, and at most twice as long; the last may be shorter. */
const LEAST = 1 << 18;

/** Where the first section of a text that is longer than two of them ends. */
function cut(text: string): number {
  const within = (at: number, length: number) => at >= 0 && at + length <= 2 * LEAST;
  for (const mark of ['\n\n', '\n', ' ']) {
    const at = text.indexOf(mark, LEAST);
    if (within(at, mark.length)) return at + mark.length;
  }
  const last = text.charCodeAt(2 * LEAST - 1);
  return last >= 0xd800 && last < 0xdc00 ? 2 * LEAST - 1 : 2 * LEAST; // no pair is parted
}

/**
 * Cuts a text that comes in parts into sections of 262 144 to 524 288 UTF-16 units, which are read one by one so
 * that no text need be in memory whole. A section ends at a blank line where there is one, else at the end of a
 * line, else at a space; sentences never cross it. The cuts depend on the text alone, not on its parts.
 */
export async function* sections(
  parts: AsyncIterable<string>,
): AsyncGenerator<string, undefined, undefined> {
  let text = '';
  for await (const part of parts) {
    text += part;
    while (text.length > 2 * LEAST) {
      const end = cut(text);
      yield text.slice(0, end);
      text = text.slice(end);
    }
  }
  if (text !== '') yield text;
}
