import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';

/**
 * Property tests for what reads bytes or text from outside. `npm test` runs few cases, the same each time;
 * `npm run fuzz` runs many more, from another seed each time, which it prints.
 */

/** Words of the environment that `scripts/fuzz.mjs` sets. */
const { FUZZ_SEED = '20', FUZZ_TIMES = '1' } = process.env;
const SEED = Number(FUZZ_SEED);
const TIMES = Number(FUZZ_TIMES);

/** So many cases, or in a long run so many times more. */
export const cases = (numRuns: number) => ({ seed: SEED, numRuns: numRuns * TIMES });

/** Names that mean something else to an object of JavaScript, and what confuses readers of any format. */
const NASTY = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'],
  ...[
    'NaN',
    'Infinity',
    '-1',
    '1e999',
    '-0',
    '9007199254740993',
    '4294967296',
    '99999999999999999999',
  ],
  ...[
    '\0',
    '\ud800',
    '\udfff',
    '\ufeff',
    '\u2028',
    '\u202e',
    'a\u0301\u0316',
    '%',
    '%zz',
    '\\',
    "'",
    '"',
  ],
  ...[' ', '\t', '\n', '\r\n', '😀', 'İ', 'ﬁ', '\u1100\u1161', 'é', '中'],
] as const;

/** How a valid input is damaged: at a place (a share of its length), by so much, and with what. */
interface Edit {
  readonly kind: 'cut' | 'drop' | 'put' | 'twice' | 'many' | 'number' | 'swap';
  readonly at: number;
  readonly length: number;
  readonly word: string;
}

const editsOf = (words: readonly string[]) =>
  fc.array(
    fc.record<Edit>({
      kind: fc.constantFrom('cut', 'drop', 'put', 'twice', 'many', 'number', 'swap'),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.integer({ min: 1, max: 40 }),
      word: fc.oneof(
        fc.constantFrom(...NASTY, ...words),
        fc.string({ unit: 'binary', maxLength: 4 }),
      ),
    }),
    { minLength: 1, maxLength: 5 },
  );

function editText(now: string, { kind, at, length, word }: Edit): string {
  const from = Math.floor(at * now.length);
  const [before, piece, after] = [
    now.slice(0, from),
    now.slice(from, from + length),
    now.slice(from + length),
  ];
  switch (kind) {
    case 'cut':
      return before;
    case 'drop':
      return before + after;
    case 'put':
      return before + word + piece + after;
    case 'twice':
      return before + piece + piece + after;
    case 'many':
      return before + word.repeat(length * length) + piece + after;
    case 'number': {
      const found = now.slice(from).search(/\d/);
      if (found < 0) return now;
      const number = from + found;
      return now.slice(0, number) + word + now.slice(number).replace(/^[\d.]+/, '');
    }
    case 'swap':
      return before + word + after;
  }
}

/** Edits of bytes: those of text, and single bytes flipped or set to what counts and lengths are made of. */
function editBytes(now: Uint8Array, { kind, at, length, word }: Edit): Uint8Array {
  const from = Math.floor(at * now.length);
  const [before, piece, after] = [
    now.subarray(0, from),
    now.subarray(from, from + length),
    now.subarray(from + length),
  ];
  const put = new TextEncoder().encode(word);
  switch (kind) {
    case 'cut':
      return before;
    case 'drop':
      return joined(before, after);
    case 'put':
      return joined(before, put, piece, after);
    case 'twice':
      return joined(before, piece, piece, after);
    case 'many':
      return joined(before, new Uint8Array(length % 9).fill(0xff), after);
    case 'number':
      return now.map((byte, i) => (i === from ? byte ^ (1 << (length % 8)) : byte));
    case 'swap':
      return now.map((byte, i) =>
        i >= from && i < from + (length % 9) ? [0, 0xff, 0x7f, 0x80][length % 4]! : byte,
      );
  }
}

function joined(...pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Valid texts, damaged with words of their format. */
export const damagedTexts = (samples: readonly string[], words: readonly string[] = []) =>
  fc
    .tuple(fc.constantFrom(...samples), editsOf(words))
    .map(([text, edits]) => edits.reduce(editText, text));

/** Valid files, damaged. */
export const damagedFiles = (samples: readonly Uint8Array[], words: readonly string[] = []) =>
  fc
    .tuple(fc.constantFrom(...samples), editsOf(words))
    .map(([bytes, edits]) => edits.reduce(editBytes, bytes));

/** Texts of words of a format, in any order. */
export const wordSalads = (words: readonly string[]) =>
  fc
    .array(
      fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...words) }, fc.constantFrom(...NASTY)),
      { maxLength: 60 },
    )
    .map((parts) => parts.join(''));

/** A text that can be made as long as one likes: one piece again and again, then perhaps another as often. */
export interface Pump {
  readonly before: string;
  readonly opening: string;
  readonly middle: string;
  readonly closing: string;
  readonly after: string;
}

/** Makes a text of about so many characters. */
export function pump(
  { before = '', opening = '', middle = '', closing = '', after = '' }: Partial<Pump>,
  length: number,
): string {
  const times = Math.ceil(length / Math.max(1, opening.length + closing.length));
  return before + opening.repeat(times) + middle + closing.repeat(times) + after;
}

const pumps = (words: readonly string[]): fc.Arbitrary<Pump> => {
  const word = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...words) },
    fc.constantFrom(...NASTY),
  );
  const some = (most: number, least = 0) =>
    fc.array(word, { minLength: least, maxLength: most }).map((parts) => parts.join(''));
  return fc.record({
    before: some(3),
    opening: some(3, 1),
    middle: some(2),
    closing: fc.oneof({ weight: 2, arbitrary: fc.constant('') }, some(2)),
    after: some(2),
  });
};

/**
 * Characters of a text that `npm test` reads once, comparing no times. Looking at each character again for each takes 10^12
 * steps, which run into the limit of a test on any machine; work that grows as the text does ends within seconds.
 */
const LONG = 1 << 20;
/** As `LONG`, of texts of any shape: the square is left to `npm run fuzz`, but not the cube or what doubles each time. */
const LONG_OF_ANY_SHAPE = 1 << 14;
/** The longest text that `npm run fuzz` measures growth on. */
const LONGEST = 1 << 15;
/** Below so many milliseconds a measurement is noise. */
const MEASURABLE_MS = 60;
/** A text four times as long takes four times as long to read, or sixteen times where the work is quadratic. */
const TOO_STEEP = 8;
/** What a limit ends may take so long, on a slow machine that does something else, too. */
const LIMITED_MS = 2000;

/**
 * How long some work takes, ms: the least of several times, and of the clock's time, which runs on while other programs
 * have their turn, and the processor's, which other threads use too.
 */
async function millisecondsOf(run: () => unknown, repeats = 1): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < repeats; i++) {
    const began = performance.now();
    const before = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, performance.now() - began, (user + system) / 1000);
  }
  return least;
}

/**
 * Whether steep growth ends: some readers refuse a text that would need too much work, as a grammar with too many arcs. Where
 * nothing ends it, the longest of these texts takes sixteen times as long.
 */
async function isLimited(
  read: (text: string) => unknown,
  make: (length: number) => string,
  length: number,
  took: number,
): Promise<boolean> {
  for (const times of [2, 4]) {
    const longer = make(times * length);
    const takes = await millisecondsOf(() => read(longer));
    if (takes > TOO_STEEP * took || takes > LIMITED_MS) return false;
  }
  return took <= LIMITED_MS;
}

/**
 * Checks that the work grows as the text does, not as its square. `npm test` reads one long text: see `LONG`.
 * `npm run fuzz` compares lengths with each other, so it does not matter how fast the machine is; the least of several
 * measurements counts, and a steep step has to be seen twice. Where a limit ends the work soon, it may be steep up to there.
 */
async function expectEvenWork(
  read: (text: string) => unknown,
  make: (length: number) => string,
  characters: number,
): Promise<void> {
  if (TIMES === 1) {
    await read(make(characters));
    return;
  }
  let steep = 0;
  const once: number[] = [];
  for (let length = 64; length <= LONGEST; length *= 2) {
    const text = make(length);
    once.push(await millisecondsOf(() => read(text)));
    const [long1, short1 = 0] = [once.at(-1)!, once.at(-3)];
    if (long1 < MEASURABLE_MS || long1 < TOO_STEEP * short1) continue;
    const quarter = make(length / 4);
    const [short, long] = [
      await millisecondsOf(() => read(quarter), 5),
      await millisecondsOf(() => read(text), 4),
    ];
    steep = long > MEASURABLE_MS && long > TOO_STEEP * short ? steep + 1 : 0;
    if (steep < 2 || (await isLimited(read, make, length, long))) continue;
    expect.fail(
      `${length} characters take ${Math.round(long / short)} times as long as a quarter of them: ${JSON.stringify(text.slice(0, 200))} … ${JSON.stringify(text.slice(-100))}`,
    );
  }
}

/** Not those that pdf.js adds new methods to. */
const PROTOTYPES = [Object.prototype, Array.prototype, Function.prototype];
const ownKeys = () => PROTOTYPES.map((prototype) => Reflect.ownKeys(prototype).length).join();
const AT_FIRST = ownKeys();

/** Checks that nothing was hung on the prototype of all objects. */
export function expectUnpolluted(): void {
  expect(ownKeys()).toBe(AT_FIRST);
}

const PLAIN = new Set<unknown>([
  ...[null, Object.prototype, Array.prototype, Map.prototype, Set.prototype, Blob.prototype],
  ...[Int32Array, Uint32Array, Float32Array, Float64Array, Uint8Array, Uint16Array].map(
    (array) => array.prototype,
  ),
]);

/** Checks that a result is made of plain data: an object whose prototype came from outside is not. */
export function expectPlain(value: unknown): void {
  const seen = new Set<unknown>();
  const waiting = [value];
  for (let next = waiting.pop(), n = 0; n < 10_000; next = waiting.pop(), n++) {
    if (typeof next !== 'object' || next === null || seen.has(next)) {
      if (waiting.length === 0) return;
      continue;
    }
    seen.add(next);
    const prototype: unknown = Object.getPrototypeOf(next);
    if (!PLAIN.has(prototype)) expect.fail(`a result has the prototype ${String(prototype)}`);
    if (ArrayBuffer.isView(next) || next instanceof Blob) continue;
    if (next instanceof Map || next instanceof Set) waiting.push(...[...next].flat());
    else waiting.push(...Object.values(next));
  }
}

type Refusal = abstract new (...args: never[]) => Error;

const counts = new Map<string, number>();
const count = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);

/** Reads, and lets pass the errors that the reader is documented to throw. */
async function attempt(
  name: string,
  refusals: readonly Refusal[],
  read: () => unknown,
): Promise<void> {
  count(name);
  try {
    expectPlain(await read());
  } catch (error) {
    if (!refusals.some((refusal) => error instanceof refusal)) throw error;
    expect((error as Error).message.length).toBeLessThan(2000); // it is shown on the page
  }
  expectUnpolluted();
}

interface Reader<T> {
  readonly name: string;
  /** Valid inputs, which are damaged */
  readonly samples: readonly T[];
  /** Words of the format */
  readonly words: readonly string[];
  /** Reads it, to plain data */
  readonly read: (input: T) => unknown;
  /** Errors that it may throw; none if left out */
  readonly refuses?: readonly Refusal[];
  /** Texts that it once failed on, or took too long over */
  readonly once?: readonly (T | Partial<Pump>)[];
  /** Cases of each kind in `npm test` */
  readonly runs?: number;
}

/** Tests of a reader of text: any text, damaged texts, and that the work grows evenly. */
export function fuzzText({
  name,
  samples,
  words,
  read,
  refuses = [],
  once = [],
  runs = 60,
}: Reader<string>): void {
  const check = (text: string) => attempt(name, refuses, () => read(text));

  it(`reads any text: ${name}`, async () => {
    const any = fc.oneof(
      fc.string({ unit: 'binary' }),
      wordSalads(words),
      damagedTexts(samples, words),
      damagedTexts(samples, words),
    );
    await fc.assert(fc.asyncProperty(any, check), cases(runs));
  });

  if (once.length > 0) {
    it(`reads what it once failed on: ${name}`, async () => {
      for (const text of once) {
        if (typeof text === 'string') await check(text);
        else await expectEvenWork(check, (length) => pump(text, length), LONG);
      }
    });
  }

  it(`takes no longer than the text is long: ${name}`, async () => {
    await fc.assert(
      fc.asyncProperty(pumps(words), async (shape) => {
        const make = (length: number) => pump(shape, length);
        await expectEvenWork(check, make, LONG_OF_ANY_SHAPE);
      }),
      { ...cases(Math.ceil(runs / 10)), endOnFailure: true },
    );
  });
}

/** Tests of a reader of bytes: any bytes, and damaged files. */
export function fuzzBytes({
  name,
  samples,
  words,
  read,
  refuses = [],
  runs = 60,
}: Reader<Uint8Array>): void {
  it(`reads any bytes: ${name}`, async () => {
    const any = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      damagedFiles(samples, words),
      damagedFiles(samples, words),
    );
    await fc.assert(
      fc.asyncProperty(any, (bytes) => attempt(name, refuses, () => read(bytes))),
      cases(runs),
    );
  });
}

if (TIMES > 1) {
  afterAll(() => {
    for (const [name, n] of counts) console.log(`fuzz: ${name}: ${n} cases`);
  });
}
