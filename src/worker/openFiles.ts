import { release } from '../base/release';
import { nameSome, reasonOf } from '../base/words';
import { EDITABLE_CHARACTERS } from '../config/textLimits';
import { NotText } from '../files/notText';
import { readFile } from '../files/read';
import { sortOut } from '../files/sortOut';
import type { Problem } from '../protocol/problem';
import type { Source, TextEvent, TextRequest } from '../protocol/texts';
import { createTextFile, type TextFileWriter } from '../storage/textFiles';

type Request = Extract<TextRequest, { type: 'open' }>;
type Opened = Extract<TextEvent, { type: 'opened' | 'refused' }>;
/** What came of opening a text: `opened` or `refused`. */
export type Outcome = Opened extends infer E
  ? E extends Opened
    ? Omit<E, 'openId'>
    : never
  : never;

interface Options {
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

const MAX_MB = 200;
const MAX_BYTES = MAX_MB * 1024 * 1024;
/** Characters written at a time, about a megabyte. */
const CHUNK = 1 << 20;
/** Put between two files, so that no sentence runs from one into the next. */
const BETWEEN = '\n\n';

const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024);
const KEPT = 'Your current text is kept.';

function asProblem(error: unknown, name: string): Problem {
  if (error instanceof NotText) {
    return { kind: 'text', what: error.what, why: error.why, advice: `${error.advice} ${KEPT}` };
  }
  return {
    kind: 'text',
    what: `${name} could not be read.`,
    why: reasonOf(error),
    advice: `Try again, or choose another text. ${KEPT}`,
  };
}

const tooLarge = (name: string, count: number, bytes: number): Problem => ({
  kind: 'text',
  what: `${name} ${count > 1 ? 'are' : 'is'} too large.`,
  why: `${count > 1 ? 'They have' : 'It has'} ${megabytes(bytes)} MB of text; Cloze reads up to ${MAX_MB} MB at a time.`,
  advice: `${count > 1 ? 'Open fewer of them at a time' : 'Cut it into smaller files'}. ${KEPT}`,
});

/** Takes a text in parts: writes them to the file, and keeps the beginning. */
export function createCollector(file: TextFileWriter) {
  const encoder = new TextEncoder();
  let beginning = '';
  let waiting = '';
  let characters = 0;
  const flush = () => {
    if (waiting === '') return;
    const bytes = encoder.encode(waiting);
    file.write(bytes);
    release(bytes);
    waiting = '';
  };
  return {
    /** Characters taken so far */
    taken: () => characters,
    take(part: string) {
      characters += part.length;
      if (beginning.length <= EDITABLE_CHARACTERS) {
        beginning += part.slice(0, EDITABLE_CHARACTERS + 1 - beginning.length);
      }
      waiting += part;
      if (waiting.length < CHUNK) return;
      // Never cut between the two halves of a surrogate pair.
      const last = waiting.charCodeAt(waiting.length - 1);
      const rest = last >= 0xd800 && last < 0xdc00 ? waiting.slice(-1) : '';
      waiting = waiting.slice(0, waiting.length - rest.length);
      flush();
      waiting = rest;
    },
    async finish(name: string): Promise<Source> {
      if (characters <= EDITABLE_CHARACTERS) {
        await file.discard();
        return { name, text: beginning, characters };
      }
      flush();
      const stored = await file.finish();
      // Never half a surrogate pair: what the page shows is the beginning of the file, byte for byte.
      const text = beginning.slice(0, EDITABLE_CHARACTERS).replace(/[\uD800-\uDBFF]$/, '');
      return { name, text, characters, stored };
    },
  };
}

/** What readers reported, each sentence once, with the names of its files if several were opened. */
function createNotes(isOne: boolean) {
  const namesBy = new Map<string, string[]>();
  return {
    add(note: string, name: string) {
      const names = namesBy.get(note) ?? [];
      if (!names.includes(name)) namesBy.set(note, [...names, name]);
    },
    all: () =>
      Array.from(namesBy, ([note, names]) => (isOne ? note : `${nameSome(names)}: ${note}`)),
  };
}

/**
 * Reads files of many kinds as one text, and stores it as it reads. Of several files, those that are not text are
 * skipped and named; a single one is refused, with the reason.
 */
export async function openFiles(
  { files, name, choice }: Request,
  { signal, onProgress }: Options,
): Promise<Outcome> {
  const file = await createTextFile();
  const collector = createCollector(file);
  const notes = createNotes(files.length === 1);
  const refuse = async (problem: Problem): Promise<Outcome> => {
    await file.discard();
    return { type: 'refused', problem };
  };
  try {
    const all = files.reduce((sum, one) => sum + one.size, 0);
    // Looking at the files is half of the work, reading them the other.
    const onLooked = (bytes: number) => onProgress(Math.min(1, bytes / Math.max(1, all)) / 2);
    const looking = { signal, onProgress: onLooked };
    const { readable, others } = await sortOut(files, MAX_BYTES, choice.encoding, looking);
    const skipped = others.map((other) => other.file.name);
    const [first] = others;
    if (readable.length === 0 && first) return refuse(asProblem(first.error, first.file.name));
    const size = readable.reduce((sum, one) => sum + one.file.size, 0);
    if (size > MAX_BYTES) return refuse(tooLarge(name, readable.length, size));
    let done = 0;
    let taken = 0;
    for (const { file: one, facts } of readable) {
      try {
        if (taken > 0) collector.take(BETWEEN);
        const onBytes = (bytes: number) => onProgress((1 + (done + bytes) / Math.max(1, size)) / 2);
        const onNote = (note: string) => notes.add(note, one.name);
        const parts = readFile(one, facts, choice, { signal, onProgress: onBytes, onNote });
        for await (const part of parts) {
          collector.take(part);
          // A packed document may hold far more text than it has bytes.
          if (collector.taken() > MAX_BYTES) {
            return refuse(tooLarge(name, readable.length, collector.taken()));
          }
        }
        taken++;
      } catch (error) {
        signal.throwIfAborted();
        if (readable.length === 1 || !(error instanceof NotText)) throw error;
        skipped.push(one.name);
      }
      done += one.size;
    }
    const source = await collector.finish(name);
    const [only] = readable;
    // A file with an encoding can be read in another one; those with columns or fields to choose have one too.
    const isChoosable = files.length === 1 && only?.facts.encoding !== undefined;
    const origin = isChoosable ? { ...only, choice } : undefined;
    return { type: 'opened', source: { ...source, origin }, skipped, notes: notes.all() };
  } catch (error) {
    return refuse(asProblem(error, name));
  }
}
