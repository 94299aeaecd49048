/** Why files cannot be opened as a model, in the page's words: what happened, why, and what to do now. */
export class NotAModel extends Error {
  readonly what: string;
  readonly why: string;
  readonly advice: string;

  constructor(what: string, why: string, advice: string) {
    super(`${what} ${why}`);
    this.name = 'NotAModel';
    this.what = what;
    this.why = why;
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
