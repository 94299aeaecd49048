import { NotText } from './notText';
import { choicesOf, firstOf, paragraphs } from './paragraphs';
import type { Part } from './types';

/** The choice that stands for lines that are themselves strings. */
const WHOLE_LINE = '(the line)';
/** Longer than any record of text. */
const LONGEST_LINE = 1 << 26;

/** A line with its number, from 1. */
interface Line {
  readonly number: number;
  readonly text: string;
}

async function* lines(parts: AsyncIterable<string>, name: string): AsyncGenerator<Line[]> {
  let held: string[] = []; // joined once: a line may come in many parts
  let heldLength = 0;
  let number = 0;
  for await (const part of parts) {
    const [first, ...others] = part.split('\n') as [string, ...string[]];
    held.push(first);
    heldLength += first.length;
    if (heldLength > LONGEST_LINE) {
      throw broken(name, number + 1, `It is longer than ${LONGEST_LINE} characters.`);
    }
    if (others.length === 0) continue;
    const last = others.pop()!;
    yield [held.join(''), ...others].map((text) => ({ number: ++number, text }));
    held = [last];
    heldLength = last.length;
  }
  yield [{ number: ++number, text: held.join('') }];
}

function broken(name: string, number: number, reason: string, cause?: unknown): NotText {
  return new NotText(
    `Line ${number} of ${name} cannot be read as JSON.`,
    reason,
    'Each line must hold one complete JSON value. Put the line right or remove it, or rename the file to .txt' +
      ' to read it as plain text.',
    { cause },
  );
}

function parse({ number, text }: Line, name: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw broken(name, number, `${(error as Error).message}.`, error);
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields of a value that hold a string, in order, those one level down as `a.b`. */
function* stringFields(value: unknown): Generator<[string, string]> {
  if (typeof value === 'string') yield [WHOLE_LINE, value];
  if (!isObject(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'string') yield [key, inner];
    if (!isObject(inner)) continue;
    for (const [below, text] of Object.entries(inner)) {
      if (typeof text === 'string') yield [`${key}.${below}`, text];
    }
  }
}

function fieldOf(value: unknown, name: string): string | undefined {
  for (const [key, text] of stringFields(value)) if (key === name) return text;
  return undefined;
}

/** The fields of the first records that hold text. Throws NotText if none does, or as `readJsonLines`. */
export async function inspectJsonLines(
  parts: AsyncIterable<string>,
  name: string,
): Promise<{ choices: Part[]; suggested: string | undefined }> {
  const texts = new Map<string, string[]>();
  for (const line of await firstOf(lines(parts, name), ({ text }) => text.length)) {
    for (const [key, value] of stringFields(parse(line, name))) {
      const values = texts.get(key);
      if (values) values.push(value);
      else texts.set(key, [value]);
    }
  }
  if (texts.size === 0) {
    throw new NotText(
      `${name} has no field with text.`,
      'None of its first lines holds a string, or an object with one.',
      'Choose a file with one JSON object a line, such as {"text": "It rains."}.',
    );
  }
  return choicesOf(texts);
}

/**
 * One field of each record as a paragraph; records without it are passed over. Throws NotText, with the number of
 * the line, for one that is no JSON.
 */
export function readJsonLines(
  parts: AsyncIterable<string>,
  field: string,
  name: string,
): AsyncGenerator<string> {
  const texts = async function* () {
    for await (const batch of lines(parts, name)) {
      const found = batch.map((line) => fieldOf(parse(line, name), field));
      yield found.filter((text) => text !== undefined);
    }
  };
  return paragraphs(texts());
}
