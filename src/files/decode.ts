/**
 * The text that bytes stand for, in parts, with `\n` line ends and without a byte order mark. What is no text in
 * this encoding becomes U+FFFD. The text does not depend on where the bytes are cut.
 *
 * @param encoding a WHATWG label; throws a RangeError for others
 */
export async function* decode(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  encoding: string,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let held = '';
  for await (const chunk of chunks) {
    const text = held + decoder.decode(chunk, { stream: true });
    // A \r at the end waits: a \n may follow in the next chunk, and both are one line end.
    held = /\r{0,2}$/.exec(text)![0];
    const part = newlines(text.slice(0, text.length - held.length));
    if (part) yield part;
  }
  const rest = newlines(held + decoder.decode());
  if (rest) yield rest;
}

/** `\r\n` and `\r` as `\n`, and so `\r\r\n`: a line end that a program turned into Windows' twice */
export const newlines = (text: string): string =>
  text.includes('\r') ? text.replace(/\r{0,2}\n|\r/g, '\n') : text;

/**
 * The same for bytes at hand. Always through `stream`: decoded at once, Node 20 takes windows-1252 for Latin-1
 * (nodejs/node#56542).
 */
export function decodeAll(
  bytes: Uint8Array,
  encoding: string,
  options?: TextDecoderOptions,
): string {
  const decoder = new TextDecoder(encoding, options);
  return decoder.decode(bytes, { stream: true });
}
