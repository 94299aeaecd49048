import { assertNever } from '../base/assert';
import { buffersOf, type TrainingState } from '../base/trainingState';
import { reasonOf } from '../base/words';
import type { Problem } from '../protocol/problem';
import { storedRuns } from '../storage/runShelf';
import { type FolderFile, folderOf } from '../takeaway/folder';
import type { ListedFile, Subject, TakeawayEvent, TakeawayRequest } from '../takeaway/messages';
import { openRunFile, type RunFileReader, runFileProblem } from '../takeaway/readRunFile';
import { listMember, runMembers } from '../takeaway/runFile';
import { writeZip, type ZipMember } from '../takeaway/writeZip';
import { workerPort } from './port';

/**
 * Entry of the worker that takes runs away: makes files of them, and reads files of runs. The page ends it once it has what
 * it asked for, or does not want it any more.
 */

const port = workerPort<TakeawayRequest, TakeawayEvent>();
const shelf = storedRuns();

const stateOf = async ({ run, state }: Subject): Promise<TrainingState | undefined> =>
  state ?? (await shelf.state(run.id).catch(() => undefined));

/** The state without which nothing can be written. */
async function neededState(subject: Subject): Promise<TrainingState> {
  const state = await stateOf(subject);
  if (!state) throw new Error('its weights cannot be read from this browser’s storage');
  return state;
}

async function folder(subject: Subject): Promise<readonly FolderFile[]> {
  const { parameters } = await neededState(subject);
  return folderOf({ run: subject.run, parameters });
}

const listed = ({ path, about, bytes, build }: FolderFile): ListedFile => ({
  ...{ path, about, bytes: bytes ?? new Blob([...build()]).size },
});

/** Reports how far a zip of about so many bytes has come. */
function progressOf(total: number) {
  let done = 0;
  return (path: string, bytes: number) => {
    done += bytes;
    port.post({ type: 'progress', path, fraction: Math.min(1, done / Math.max(1, total)) });
  };
}

async function buildFolder({ subject, path }: Extract<TakeawayRequest, { type: 'folder' }>) {
  const files = await folder(subject);
  if (path !== undefined) {
    const file = files.find((one) => one.path === path);
    if (!file) throw new Error(`there is no file ${path} in its folder`);
    port.post({ type: 'built', blob: new Blob([...file.build()]), missing: [] });
    return;
  }
  const total = files.reduce((sum, { bytes = 0 }) => sum + bytes, 0);
  port.post({ type: 'built', blob: await writeZip(files, progressOf(total)), missing: [] });
}

async function buildRuns({ subjects }: Extract<TakeawayRequest, { type: 'runs' }>) {
  const missing: string[] = [];
  let places = 0;
  // The list comes last, when it is known how many runs could be read; a run's weights are read when its turn comes.
  async function* members(): AsyncGenerator<ZipMember> {
    for (const subject of subjects) {
      const state = await stateOf(subject);
      if (state) yield* runMembers(subject.run, state, places++);
      else missing.push(subject.run.name);
    }
    yield listMember(places);
  }
  const total = subjects.reduce((sum, { run }) => sum + run.bytes, 0);
  const blob = await writeZip(members(), progressOf(total));
  port.post({ type: 'built', blob, missing });
}

/** The file of runs that is being read, and the run that is next in it. */
let reading: { readonly runs: RunFileReader; next: number } | undefined;

async function readNext() {
  if (!reading) throw new Error('no file of runs is open');
  const { runs, next } = reading;
  if (next === runs.length) {
    port.post({ type: 'end' });
    return;
  }
  reading.next++;
  const { run, state } = await runs.read(next);
  port.post({ type: 'run', run, state, of: runs.length }, buffersOf(state));
}

async function answer(request: TakeawayRequest) {
  switch (request.type) {
    case 'list': {
      const files = await folder(request.subject);
      port.post({ type: 'listed', files: files.map(listed) });
      break;
    }
    case 'folder':
      await buildFolder(request);
      break;
    case 'runs':
      await buildRuns(request);
      break;
    case 'open':
      reading = { runs: await openRunFile(request.file), next: 0 };
      await readNext();
      break;
    case 'next':
      await readNext();
      break;
    default:
      assertNever(request);
  }
}

function problemOf(request: TakeawayRequest, error: unknown): Problem {
  switch (request.type) {
    case 'open':
    case 'next':
      return runFileProblem(error);
    default:
      return {
        kind: 'storage',
        what: 'The file could not be made.',
        why: reasonOf(error),
        advice: 'Close other pages, or delete runs that you do not need, and try again.',
      };
  }
}

port.listen((request) => {
  answer(request).catch((error: unknown) =>
    port.post({ type: 'failed', problem: problemOf(request, error) }),
  );
});
