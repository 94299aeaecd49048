import type { Refusal } from '../protocol/checkpoint';
import type { ExperimentEval } from '../protocol/experiments';
import type { SatExam } from '../protocol/run';
import { refusalOf, writeState } from '../storage/checkpointStates';
import {
  type FoundUnderWay,
  forgetUnderWay,
  namesUnderWay,
  ownerOf,
  putUnderWay,
  readUnderWay,
  sweepUnderWay,
  underWayStore,
} from '../storage/runsUnderWay';
import type { ExamResult } from '../train/exam';
import type { Boundary } from '../train/session';
import { createCheckpointer } from './checkpointer';

/** A run that saves itself. */
export interface SaverParts {
  /** As in `UnderWay` */
  readonly name: string;
  readonly group: string;
  readonly satExam: (result: ExamResult) => SatExam;
  /** All sittings of the exam so far */
  readonly evals: () => readonly ExperimentEval[];
  /** What it took to train it so far */
  readonly milliseconds: () => number;
  /** Whether it has come to its end */
  readonly isDone: () => boolean;
  /** Throws where what was computed just now turns out to be wrong */
  readonly trusted: () => Promise<void>;
}

/** Where runs of experiments are saved, and found again. */
export interface RunSaves {
  /** What a run with this name goes on from; undefined where it begins anew */
  readonly find: (name: string) => Promise<FoundUnderWay | undefined>;
  /** The names of a group's runs, the one that was saved last first */
  readonly namesOf: (group: string) => Promise<readonly string[]>;
  /** Forgets a run that is done, or all of a group; they are saved no more, unless they are made anew. */
  readonly forget: (of: { readonly name: string } | { readonly group: string }) => Promise<void>;
  /** What a session is to call at its boundaries */
  readonly saver: (parts: SaverParts) => (boundary: Boundary) => Promise<void>;
}

/** What it needs of the storage. */
export const STORAGE = {
  write: (...[owner, state]: Parameters<typeof writeState>) =>
    writeState(owner, state, underWayStore()),
  put: putUnderWay,
  read: readUnderWay,
  names: namesUnderWay,
  forget: forgetUnderWay,
  sweep: sweepUnderWay,
};

/** @param onRefused told once that runs cannot be saved, and why */
export function createRunSaves(
  onRefused: (why: Refusal) => void,
  storage: typeof STORAGE = STORAGE,
): RunSaves {
  /** Whatever touches the records, in order; what an earlier page left in the middle of a write goes first. */
  let queue: Promise<unknown> | undefined;
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    queue ??= storage.sweep();
    const result = queue.then(work);
    queue = result.catch(() => {});
    return result;
  };
  let hasRefused = false;
  const refuse = (why: Refusal) => {
    if (!hasRefused) onRefused(why);
    hasRefused = true;
  };
  /** Those that save themselves at present */
  const active = new Set<SaverParts>();

  return {
    find: (name) => inTurn(() => storage.read(name)),
    namesOf: (group) => inTurn(() => storage.names(group)),

    forget(of) {
      for (const one of active) {
        if ('name' in of ? one.name === of.name : one.group === of.group) active.delete(one);
      }
      return inTurn(() => storage.forget(of));
    },

    saver(parts) {
      const { name, group, satExam } = parts;
      active.add(parts);
      /** Of the boundaries since it was saved last, by step: it trains on while it is written */
      const spent = new Map<number, { readonly milliseconds: number; readonly isDone: boolean }>();
      const { onBoundary } = createCheckpointer({
        ...{ owner: ownerOf(name), satExam, write: storage.write, advanceMs: 0 },
        onSaved({ step, memo, where }) {
          if ('refusal' in where) return refuse(where.refusal);
          const { milliseconds = 0, isDone = false } = spent.get(step) ?? {};
          for (const earlier of spent.keys()) if (earlier < step) spent.delete(earlier);
          const evals = parts
            .evals()
            .filter((one) => one.step <= Math.max(step, memo.aside?.step ?? 0));
          const save = { step, ...where, memo, evals, milliseconds, isDone };
          inTurn(async () => {
            await parts.trusted();
            if (active.has(parts)) await storage.put(name, group, save);
          }).catch((error) => {
            if (error instanceof DOMException) refuse(refusalOf(error));
          });
        },
      });
      return async (boundary) => {
        if (!active.has(parts)) return;
        spent.set(boundary.step, { milliseconds: parts.milliseconds(), isDone: parts.isDone() });
        await onBoundary(boundary);
      };
    },
  };
}
