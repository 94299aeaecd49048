import type { FileEntry } from '@zip.js/zip.js';
import * as v from 'valibot';
import { newId } from '../base/newId';
import { bytesOf as bytesOfState, type TrainingState } from '../base/trainingState';
import { reasonOf } from '../base/words';
import { parameterLayout } from '../model/layout';
import type { Problem } from '../protocol/problem';
import type { KeptRun } from '../storage/keptRun';
import { ARRAYS, type ArrayName, FORMAT, LIST, runFolder, VERSION } from './runFile';
import { ListSchema, RunSchema } from './runSchema';
import { configOf } from './taken';

/** Why a file of runs cannot be opened, as a sentence of the page. */
export class NotRuns extends Error {
  readonly advice: string;
  constructor(why: string, advice = 'Save it once more in the browser that it comes from.') {
    super(why);
    this.advice = advice;
  }
}

/** A run's own text is 1 MB at most, and its vocabulary and curves are smaller. */
const MOST_JSON_BYTES = 64 << 20;
/** A packed byte stands for no more than so many (RFC 1951: 258 of them in two bits). */
const MOST_TIMES = 1032;
/** Files that a run has in it. */
const FILES_EACH = 1 + Object.keys(ARRAYS).length;

const DAMAGED = 'The file is damaged, or was changed after it was saved.';

const notOurs = () =>
  new NotRuns(
    'It is not a file of runs that Cloze has saved.',
    'Choose one that “Save this run as one file” or “Save the whole Library as one file” has made.',
  );

export interface RunFileReader {
  /** How many runs it has */
  readonly length: number;
  /** The run at a place, under a new id. @throws NotRuns where it is not what it should be */
  read(place: number): Promise<{ readonly run: KeptRun; readonly state: TrainingState }>;
}

/** Takes exactly so many bytes, whatever the zip says of itself. */
function exactly(bytes: number) {
  const all = new Uint8Array(bytes);
  let at = 0;
  const into = new WritableStream<Uint8Array>({
    write(part) {
      if (at + part.length > bytes) throw new NotRuns(DAMAGED);
      all.set(part, at);
      at += part.length;
    },
  });
  return { all, into, isFull: () => at === bytes };
}

/** @param size bytes of the whole file */
async function bytesOf(
  entry: FileEntry | undefined,
  most: number,
  size: number,
): Promise<Uint8Array<ArrayBuffer>> {
  if (!entry || entry.encrypted || entry.uncompressedSize > most) throw new NotRuns(DAMAGED);
  // No memory is taken on the word of a file that cannot hold so much.
  if (entry.compressedSize > size || entry.uncompressedSize > MOST_TIMES * entry.compressedSize) {
    throw new NotRuns(DAMAGED);
  }
  const { all, into, isFull } = exactly(entry.uncompressedSize);
  // The checksum is checked too.
  await entry.getData(into, { useWebWorkers: false, checkSignature: true });
  if (!isFull()) throw new NotRuns(DAMAGED);
  return all;
}

async function jsonOf(entry: FileEntry | undefined, size: number): Promise<unknown> {
  const bytes = await bytesOf(entry, MOST_JSON_BYTES, size);
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
}

/** The files in a zip by their paths: those of a file of runs, and no others. */
async function entriesOf(file: Blob): Promise<ReadonlyMap<string, FileEntry>> {
  const { BlobReader, ZipReader } = await import('@zip.js/zip.js/lib/zip-core-native.js');
  const found = new Map<string, FileEntry>();
  const expected = /^runs\/(?:0|[1-9]\d{0,3})\/(?:run\.json|[a-z-]+\.(?:f32|u8|u32))$/;
  for await (const entry of new ZipReader(new BlobReader(file)).getEntriesGenerator()) {
    const { filename } = entry;
    const isOurs = !entry.directory && (filename === LIST || expected.test(filename));
    if (!isOurs) throw notOurs();
    if (found.has(filename)) throw new NotRuns(DAMAGED);
    found.set(filename, entry);
  }
  return found;
}

function checkList(list: unknown): number {
  const { success, output } = v.safeParse(ListSchema, list);
  if (!success || output.format !== FORMAT) throw new NotRuns(DAMAGED);
  if (output.version > VERSION) {
    throw new NotRuns(
      'A newer version of Cloze has saved it, in a format that this one does not know.',
      'Reload the page to get the newest version, and open the file again.',
    );
  }
  return output.runs;
}

/**
 * Opens a file of runs. Nothing in it is believed: what is read is bounded by what the settings of a run allow before any
 * memory is taken for it.
 *
 * @throws NotRuns with the reason
 */
export async function openRunFile(file: Blob): Promise<RunFileReader> {
  const guarded = async <T>(act: () => Promise<T>): Promise<T> => {
    try {
      return await act();
    } catch (error) {
      throw error instanceof NotRuns ? error : new NotRuns(`${DAMAGED} (${reasonOf(error)})`);
    }
  };
  const entries = await entriesOf(file).catch((error: unknown) => {
    throw error instanceof NotRuns ? error : notOurs();
  });
  if (!entries.has(LIST)) throw notOurs();
  const length = await guarded(async () => checkList(await jsonOf(entries.get(LIST), file.size)));
  if (entries.size !== 1 + length * FILES_EACH) throw new NotRuns(DAMAGED);

  const read = async (place: number) => {
    const folder = runFolder(place);
    const { success, output } = v.safeParse(
      RunSchema,
      await jsonOf(entries.get(`${folder}run.json`), file.size),
      { abortEarly: true }, // a list of a million things that are wrong would fill the memory
    );
    if (!success) throw new NotRuns(DAMAGED);
    const { stateStep, exam, ...about } = output;
    const array = async <N extends ArrayName>(name: N, numbers: number) => {
      const entry = entries.get(`${folder}${name}`);
      const bytes = numbers * ARRAYS[name].BYTES_PER_ELEMENT;
      if (entry?.uncompressedSize !== bytes) throw new NotRuns(DAMAGED);
      const { buffer } = await bytesOf(entry, bytes, file.size);
      return new ARRAYS[name](buffer) as InstanceType<(typeof ARRAYS)[N]>;
    };
    const P = parameterLayout(configOf(about)).length;
    const state: TrainingState = {
      parameters: await array('parameters.f32', P),
      firstMoment: await array('first-moment.f32', P),
      secondMoment: await array('second-moment.f32', P),
      step: stateStep,
    };
    const M = exam.blanks;
    const sat = {
      ...exam,
      losses: await array('losses.f32', M),
      right: await array('right.u8', M),
      groups: await array('groups.u32', M),
    };
    const run: KeptRun = {
      ...about,
      id: newId(),
      text: { ...about.text, builtIn: about.text.builtIn },
      backend: about.backend,
      exam: sat,
      bytes: bytesOfState(state),
    };
    return { run, state };
  };
  return { length, read: (place) => guarded(() => read(place)) };
}

/** The same as a problem of the page. */
export const runFileProblem = (error: unknown): Problem => ({
  kind: 'storage',
  what: 'The file cannot be opened.',
  why: error instanceof NotRuns ? error.message : reasonOf(error),
  advice: error instanceof NotRuns ? error.advice : 'Try again.',
});
