/**
 * What programs send to a terminal besides text: control sequences (ECMA-48: colours, moves of the cursor), titles
 * and links (OSC), other escapes, and a letter printed over another, as man pages make bold and underlined ones.
 */
const CONTROL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[ -/]+[0-~]|\x1b[0-~]|[^\n\b]\x08+/gu;
/** An sequence whose end may come in the next part; a title is not endless. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNFINISHED = /\x1b(?:\[[0-?]*[ -/]*|[\]PX^_][^\x07\x1b]{0,4096}\x1b?|[ -/]*)$/;
/** The last letter, which the next part may print over */
const LAST = /[^\n\b]$/u;

const hasControls = (text: string) => text.includes('\x1b') || text.includes('\b');

/** A text without them. */
export const withoutControls = (text: string): string =>
  hasControls(text) ? text.replace(CONTROL, '') : text;

/**
 * The same for a text that comes in parts, wherever they are cut.
 *
 * @param onFound told once, if there was any
 */
export async function* readTerminal(
  parts: AsyncIterable<string>,
  onFound: () => void,
): AsyncGenerator<string> {
  let letter = '';
  let sequence = '';
  let found = false;
  const clean = (text: string) => {
    const plain = withoutControls(text);
    if (plain.length < text.length && !found) {
      found = true;
      onFound();
    }
    return plain;
  };
  for await (const part of parts) {
    const text = letter + sequence + part;
    sequence = UNFINISHED.exec(text)?.[0] ?? '';
    const plain = clean(text.slice(0, text.length - sequence.length));
    letter = LAST.exec(plain)?.[0] ?? '';
    const whole = plain.slice(0, plain.length - letter.length);
    if (whole) yield whole;
  }
  const rest = letter + clean(sequence);
  if (rest) yield rest;
}
