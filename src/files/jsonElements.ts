import { parseJson } from './jsonParse';
import { ELEMENTS, type Step } from './jsonPath';

/** A piece of a JSON file, small enough to be parsed by itself. */
export interface Element {
  /** Where it stands in its file */
  readonly path: readonly Step[];
  readonly text: string;
}

/** Longer than any record of text. */
const LONGEST = 1 << 26;
/** Characters and lines that tell JSON lines from one JSON value. */
const BEGINNING = 1 << 18;
const LINES = 50;
/** Objects are gone into no deeper: each piece has its whole path with it. */
const DEEPEST = 64;
/** The separator of RFC 7464's sequences of JSON texts; a byte order mark is white space to JavaScript. */
const SEPARATOR = '\x1e';
const isBlank = (char: string) =>
  (char <= ' ' || char > '~') && (char === SEPARATOR || char.trim() === '');

export class TooLong extends Error {}

/** The end of the string that begins here; -1 if it does not end. */
function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text[at - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return at + 1;
  }
  return -1;
}

/** A line that cannot be within a string: the mark that ends the string is missing on the line before. */
const STRUCTURE = /\s*(?:[{}\]]|"[^"\n]*"\s*:)/y;

/** Where a string is broken off by such a line; -1 if it is whole. */
function breakInString(text: string, start: number, end: number): number {
  const line = text.slice(start, end).search(/\n/);
  if (line < 0) return -1;
  STRUCTURE.lastIndex = start + line;
  return STRUCTURE.test(text) ? start + line : -1;
}

/** How an element begins; all of an array begin alike, spaces and all. */
const FIRST_NAME = /\{\s*"[^"]*"\s*:/y;
/** How far a damaged element may reach. */
const FAR = 1 << 20;
/** What follows damage is read again, within another element. In all, so many times what was read, and `FAR` more. */
const AGAIN = 4;

const OTHER = /[^\s{}[\]:,"]+/y;
const VALUE = /^(?:-?\d[\d.eE+-]*|true|false|null|NaN|-?Infinity)$/;

/** An array or object that is gone into; of an object, the member it is at. */
interface Open {
  readonly path: readonly Step[];
  readonly isArray: boolean;
  key: string | undefined;
}

/**
 * One JSON value, or several one after another, cut into the elements of its arrays and the members of its objects:
 * objects are gone into, and so are the arrays in them, but an array's elements are kept whole. So of `[{…}, {…}]`
 * or `{"data": [{…}, {…}]}` only one record is in memory at a time.
 */
async function* elementsOfValue(parts: AsyncIterable<string>): AsyncGenerator<Element[]> {
  const open: Open[] = [];
  let text = '';
  let at = 0;
  /** An element that is kept whole: its start, the brackets that are open in it, and what came last but space */
  let start = -1;
  let within: string[] = [];
  let last = '';
  let enough = 0;
  let found: Element[] = [];
  /** Characters that were read, and read again */
  let total = 0;
  let again = 0;

  const pathHere = (): readonly Step[] => {
    const top = open.at(-1);
    if (!top) return [];
    if (top.isArray) return open.length > 1 ? [...top.path, ELEMENTS] : [];
    return [...top.path, { key: top.key ?? '' }];
  };
  const emit = (from: number, to: number) => {
    found.push({ path: pathHere(), text: text.slice(from, to) });
  };
  /**
   * Leaves an element that is damaged, for the next that begins as it does, so that it costs no other: where brackets
   * or quotation marks are missing, what follows cannot be told from what is within. Whether the next is found, or
   * what comes next has to be waited for.
   */
  const leave = (isEnd: boolean): 'found' | 'none' | 'wait' => {
    FIRST_NAME.lastIndex = start;
    const beginning = FIRST_NAME.exec(text)?.[0];
    // Where elements lie in each other thousands deep, all would be read again for each: then the next is behind the damage.
    const isTooMuch = again > FAR + AGAIN * total;
    const next = beginning
      ? text.indexOf(beginning, isTooMuch ? at : start + beginning.length)
      : -1;
    if (next < 0 && beginning && !isEnd && text.length - start < FAR) return 'wait';
    emit(start, next < 0 ? at : next);
    start = -1;
    within = [];
    if (next >= 0) {
      again += at - next;
      at = next;
    }
    return next < 0 ? 'none' : 'found';
  };
  /** Whether what stands at `at` cannot stand there in an element. */
  const isDamage = (char: string): boolean => {
    const top = within.at(-1);
    if (last === '"' && !',:}]'.includes(char)) return true;
    if (char === '{') return top === '{' && last !== ':';
    return (char === '}' && top === '[') || (char === ']' && top === '{');
  };
  const bracket = (char: string) => {
    const opens = char === '{' || char === '[';
    if (start >= 0) {
      if (opens) within.push(char);
      else within.pop();
      if (within.length > 0) return;
      emit(start, at + 1);
      start = -1;
    } else if (!opens) {
      if (char === ']' && !open.at(-1)?.isArray) open.pop();
      if (char === ']' || !open.at(-1)?.isArray) open.pop();
    } else if (open.at(-1)?.isArray || open.length >= DEEPEST) {
      start = at;
      within = [char];
    } else {
      open.push({ path: pathHere(), isArray: char === '[', key: undefined });
    }
  };
  /** A string, number or word from `at` to here. */
  const scalar = (end: number, isString: boolean) => {
    if (start >= 0) return;
    const top = open.at(-1);
    const isName = isString && top && !top.isArray && top.key === undefined;
    const written = isName ? parseJson(text.slice(at, end)) : undefined;
    if (top && typeof written === 'string') top.key = written;
    else if (isString || !VALUE.test(text.slice(at, end))) emit(at, end);
  };
  /** Reads on until the text is used up, or ends within a string or word. */
  const scan = (isEnd: boolean) => {
    for (; at < text.length; at++) {
      const char = text[at]!;
      if (isBlank(char)) continue;
      if (start >= 0 && isDamage(char)) {
        const left = leave(isEnd);
        if (left === 'wait') break;
        if (left === 'found') {
          at--;
          last = '';
          continue;
        }
      }
      if (char === '"') {
        const close = endOfString(text, at);
        if (close < 0) break;
        const broken = breakInString(text, at, close);
        const end = broken < 0 ? close : broken;
        scalar(end, true);
        at = end - 1;
      } else if ('{}[]'.includes(char)) {
        bracket(char);
      } else if (char === ',') {
        const top = open.at(-1);
        if (start < 0 && top) top.key = undefined;
      } else if (char !== ':') {
        OTHER.lastIndex = at;
        OTHER.test(text);
        const end = OTHER.lastIndex;
        if (end === text.length && !isEnd) break;
        scalar(end, false);
        at = end - 1;
      }
      last = char;
    }
  };

  for await (const part of parts) {
    text += part;
    total += part.length;
    if (text.length < enough) continue;
    scan(false);
    const kept = start >= 0 ? start : at;
    text = text.slice(kept);
    at -= kept;
    if (start >= 0) start = 0;
    if (text.length > LONGEST) throw new TooLong();
    enough = 2 * text.length; // an unfinished string is read again, twice as far, so that the work stays linear
    if (found.length > 0) yield found;
    found = [];
  }
  scan(true);
  // What was cut off is emitted too: the parser will find that it is not JSON.
  if (start >= 0) emit(start, text.length);
  else if (at < text.length || open.length > 0) emit(at, text.length);
  yield found;
}

/** `window.YTD.tweets.part0 = `: archives of social networks come as scripts. */
const ASSIGNED = /^\s*(?:(?:var|let|const)\s+)?[\w$.]+\s*=\s*(?=[[{])/;
const withoutName = (beginning: string) => beginning.replace(ASSIGNED, '');

/** Whether a text begins as JSON with text in it does: with an object, or an array of what is no number. */
export const looksLikeJson = (beginning: string): boolean =>
  /^\s*(?:\{\s*"|\[\s*["{[])/.test(withoutName(beginning));

/** The elements of an array that has one on each line: without its bracket, and the comma after them. */
const lineOf = (line: string, isArray: boolean): string => {
  const text = (line.startsWith(SEPARATOR) ? line.slice(1) : line).trim();
  if (!isArray) return text;
  return text.replace(/^\[(?!.*\]$)|,$/gs, '').replace(/^\]$|(?<=})\]$/, '');
};

async function* elementsOfLines(
  parts: AsyncIterable<string>,
  isArray: boolean,
): AsyncGenerator<Element[]> {
  const elements = (lines: readonly string[]) =>
    lines
      .map((line) => lineOf(line, isArray))
      .filter(Boolean)
      .map((text) => ({ path: [], text }));
  let held: string[] = []; // joined once: a line may come in many parts
  let length = 0;
  for await (const part of parts) {
    const [first, ...others] = part.split('\n') as [string, ...string[]];
    held.push(first);
    length += first.length;
    if (length > LONGEST) throw new TooLong();
    if (others.length === 0) continue;
    const last = others.pop()!;
    yield elements([held.join(''), ...others]);
    [held, length] = [[last], last.length];
  }
  yield elements([held.join('')]);
}

/** Whether most of the first lines are values by themselves, or elements of an array, one on each line. */
function formOf(beginning: string, isWhole: boolean): 'lines' | 'array of lines' | 'value' {
  const lines = beginning.split('\n').filter((line) => lineOf(line, false) !== '');
  if (!isWhole && lines.length > 1) lines.pop();
  const first = lines.slice(0, LINES);
  const share = (isArray: boolean) => {
    const whole = first.map((line) => lineOf(line, isArray)).filter((line) => line !== '');
    const values = whole.filter((line) => {
      const value = parseJson(line);
      return typeof value === 'object' ? value !== null : typeof value === 'string' && !isArray;
    });
    return values.length / Math.max(1, whole.length);
  };
  if (first.length > 1 && share(false) >= 0.5) return 'lines';
  const isArray = first.length > 1 && lineOf(first[0]!, false).startsWith('[');
  return isArray && share(true) > 0.5 ? 'array of lines' : 'value';
}

/**
 * A JSON file in pieces, in order: JSON lines, an array or any other value, or several values in a row. Where each
 * record has a line of its own, a damaged one costs no other. Pieces may turn out to be no JSON; numbers, `true`,
 * `false` and `null` may be missing. Throws `TooLong` for a piece of more than 64 million characters.
 */
export async function* jsonElements(parts: AsyncIterable<string>): AsyncGenerator<Element[]> {
  const source = parts[Symbol.asyncIterator]();
  let beginning = '';
  let isWhole = false;
  try {
    while (!isWhole && beginning.length < BEGINNING) {
      const { done, value } = await source.next();
      if (done) isWhole = true;
      else beginning += value;
    }
    beginning = withoutName(beginning);
    const all = async function* () {
      yield beginning;
      for (;;) {
        const { done, value } = await source.next();
        if (done) return;
        yield value;
      }
    };
    const form = formOf(beginning, isWhole);
    if (form === 'value') yield* elementsOfValue(all());
    else yield* elementsOfLines(all(), form === 'array of lines');
  } finally {
    await source.return?.();
  }
}
