import { countedFirst } from '../base/words';
import { type Element, jsonElements, TooLong } from './jsonElements';
import { createFields, isWithin, textsAt, textsIn } from './jsonFields';
import { parseJson } from './jsonParse';
import { formatPath, parsePath, type Step } from './jsonPath';
import { NotText } from './notText';
import { choicesOf, firstOf, paragraphs } from './paragraphs';
import type { Part, ReadOptions } from './types';
import { prose, wordLetters } from './wordLetters';

/** The choice that stands for values that are themselves strings */
const STRINGS = '(each string)';
/** Every text with words in it, from all fields */
const ALL = '(all text)';
/** Braces and all */
export const AS_IT_IS = '(the file as it is)';
/** Fields offered, those with the most words */
const MOST_CHOICES = 60;

const nameOf = (path: readonly Step[]) => formatPath(path) || STRINGS;

/** The pieces of a file. One that is too long throws an error for people to read. */
async function* elements(
  parts: AsyncIterable<string>,
  name: string,
): AsyncGenerator<readonly Element[]> {
  try {
    yield* jsonElements(parts);
  } catch (error) {
    if (!(error instanceof TooLong)) throw error;
    throw new NotText(
      `${name} cannot be read as JSON.`,
      'One of its records is longer than 64 million characters, or a quotation mark is never closed.',
      'Cut it into smaller records, or rename the file to .txt to read it as plain text.',
      { cause: error },
    );
  }
}

const notJson = (name: string) =>
  new NotText(
    `${name} cannot be read as JSON.`,
    'Most of its beginning is not valid JSON.',
    'Save it as JSON again, or rename it to .txt to read it as plain text.',
  );

const noWords = (name: string) =>
  new NotText(
    `${name} has no field with words.`,
    'It holds only numbers, links and ids, or nothing.',
    'Choose a file with text in it, such as {"text": "It rains."} on each line.',
  );

/**
 * The fields of a JSON file that hold text, by its beginning, and the one with the most words. Of a single record
 * all of its text is suggested. Throws NotText if nothing in it is JSON, or no field has words.
 */
export async function inspectJson(
  parts: AsyncIterable<string>,
  name: string,
): Promise<{ choices: Part[]; suggested: string | undefined }> {
  const fields = createFields();
  const found = await firstOf(elements(parts, name), ({ text }) => text.length);
  let bad = 0;
  for (const { path, text } of found) {
    const value = parseJson(text);
    if (value === undefined) bad++;
    else fields.add(value, path);
  }
  if (bad > found.length / 2) throw notJson(name);
  const worded = fields.all().map(([path, texts]) => ({
    name: nameOf(path),
    texts,
    prose: prose(texts),
  }));
  const most = worded.toSorted((a, b) => b.prose - a.prose).slice(0, MOST_CHOICES);
  if (!most[0]?.prose) throw noWords(name);
  const offered = worded.filter((field) => most.includes(field));
  const { choices } = choicesOf(new Map(offered.map((field) => [field.name, field.texts])));
  const isOneRecord =
    worded.length > 1 &&
    worded.every((field) => field.texts.length === 1 && !/[[*]/.test(field.name));
  const whole = [ALL, AS_IT_IS].map((own) => ({ name: own, sample: '' }));
  const notebook = offered.find((field) => field.name === 'cells[].markdown' && field.prose > 0);
  const suggested = isOneRecord ? ALL : (notebook ?? most[0]).name;
  return { choices: [...choices, ...(offered.length > 1 ? whole : whole.slice(1))], suggested };
}

function skippedNote(count: number): string {
  return countedFirst(
    count,
    'line or record could not be read as JSON and was skipped.',
    'lines or records could not be read as JSON and were skipped.',
  );
}

function withoutNote(count: number, field: string): string {
  if (field === STRINGS) {
    const one = 'record is not a string and was left out.';
    return countedFirst(count, one, 'records are not strings and were left out.');
  }
  return countedFirst(
    count,
    `record has no “${field}” and was left out.`,
    `records have no “${field}” and were left out.`,
  );
}

/**
 * One field of each record as a paragraph; the turns of a conversation are a paragraph each. Records without the
 * field are passed over, and so are damaged ones: how many is told in notes.
 */
export function readJson(
  parts: AsyncIterable<string>,
  field: string,
  name: string,
  { onNote }: ReadOptions = {},
): AsyncGenerator<string> {
  const path = field === STRINGS ? [] : parsePath(field);
  const texts = async function* () {
    let bad = 0;
    let without = 0;
    for await (const batch of elements(parts, name)) {
      const found: string[] = [];
      for (const element of batch) {
        const value = parseJson(element.text);
        if (value === undefined) bad++;
        else if (field !== ALL) {
          const own = [...textsAt(value, element.path, path)];
          if (own.length === 0 && isWithin(element.path, path)) without++;
          found.push(...own);
        } else {
          for (const { text } of textsIn(value, element.path))
            if (wordLetters(text)) found.push(text);
        }
      }
      yield found;
    }
    if (bad > 0) onNote?.(skippedNote(bad));
    if (without > 0) onNote?.(withoutNote(without, field));
  };
  return paragraphs(texts());
}
