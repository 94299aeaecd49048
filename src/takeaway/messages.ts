import type { TrainingState } from '../base/trainingState';
import type { Problem } from '../protocol/problem';
import type { KeptRun } from '../storage/keptRun';

/** A run that the worker is to take away; without its state where the worker finds that in the browser's storage. */
export interface Subject {
  readonly run: KeptRun;
  readonly state?: TrainingState | undefined;
}

/** A file of a run's folder, as the page lists it. */
export interface ListedFile {
  readonly path: string;
  readonly about: string;
  /** Of the large ones about */
  readonly bytes: number;
}

/** From the page to the worker that takes runs away; it does one thing at a time, and is ended to cancel it. */
export type TakeawayRequest =
  /** What is in the folder of this run? */
  | { readonly type: 'list'; readonly subject: Subject }
  /** The folder as a zip, or one file of it */
  | { readonly type: 'folder'; readonly subject: Subject; readonly path?: string | undefined }
  /** Runs as one file that Cloze opens again */
  | { readonly type: 'runs'; readonly subjects: readonly Subject[] }
  /** Reads such a file. Answered by the first run in it; `next` asks for the next one */
  | { readonly type: 'open'; readonly file: Blob }
  | { readonly type: 'next' };

export type TakeawayEvent =
  | { readonly type: 'listed'; readonly files: readonly ListedFile[] }
  | {
      readonly type: 'progress';
      /** What is being written */
      readonly path: string;
      /** 0 to 1, by bytes */
      readonly fraction: number;
    }
  | {
      readonly type: 'built';
      readonly blob: Blob;
      /** Names of the runs whose weights could not be read, and that are not in it */
      readonly missing: readonly string[];
    }
  | {
      readonly type: 'run';
      readonly run: KeptRun;
      readonly state: TrainingState;
      /** How many runs the file has */
      readonly of: number;
    }
  /** The file has no more runs */
  | { readonly type: 'end' }
  | { readonly type: 'failed'; readonly problem: Problem };
