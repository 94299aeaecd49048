/** Characters of a reason. What it names comes from the files, where it may be a megabyte long. */
const MOST_CHARACTERS = 400;
const cut = (text: string) =>
  text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;

/** A value of a file as JSON, for a sentence. */
export function written(value: unknown): string {
  try {
    return cut(JSON.stringify(value) ?? 'missing');
  } catch {
    return 'nested too deep'; // it can be read without a stack, but not written
  }
}

/** Why files cannot be opened as a model, in the page's words: what happened, why, and what to do now. */
export class NotAModel extends Error {
  readonly what: string;
  readonly why: string;
  readonly advice: string;

  constructor(what: string, why: string, advice: string) {
    super(`${cut(what)} ${cut(why)}`);
    this.name = 'NotAModel';
    this.what = cut(what);
    this.why = cut(why);
    this.advice = advice;
  }
}

const DAMAGED = 'Download the file again, or save the model again from Python.';

/** A file that is cut off, or breaks the rules of its format. */
export const damaged = (file: string, why: string): NotAModel =>
  new NotAModel(`${file} is damaged.`, why, DAMAGED);

/** Reads a file of JSON that has to be an object. */
export function jsonObject(file: string, json: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw damaged(file, 'It is not JSON.');
  }
  if (!isObject(value)) throw damaged(file, 'It is JSON, but no object.');
  return value;
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
