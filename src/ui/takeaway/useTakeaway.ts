import { useCallback, useEffect, useRef, useState } from 'react';
import { reasonOf } from '../../base/words';
import { createTakeaway, type Takeaway, TakeawayFailure } from '../../client/takeaway';
import type { Problem } from '../../protocol/problem';

/** What is being made, and how far it has come, 0 to 1. */
export interface Job {
  readonly name: string;
  readonly fraction: number;
}

const problemOf = (error: unknown): Problem =>
  error instanceof TakeawayFailure
    ? error.problem
    : {
        kind: 'storage',
        what: 'The file could not be made.',
        why: `${reasonOf(error)}.`,
        advice: 'Reload the page and try again.',
      };

/** The worker that makes files, for as long as the component stands, and what it is doing. One job at a time. */
export function useTakeaway() {
  const [job, setJob] = useState<Job>();
  const [problem, setProblem] = useState<Problem>();
  const [said, say] = useState<string>();
  const worker = useRef<Takeaway>(undefined);
  /** Which job is going on: one that was stopped does not count */
  const latest = useRef(0);

  const stop = useCallback(() => {
    latest.current++;
    worker.current?.end();
    setJob(undefined);
  }, []);
  useEffect(() => stop, [stop]);

  /** Does a job and tells what came of it, unless it was stopped. */
  const run = useCallback(
    async (
      name: string,
      act: (worker: Takeaway, onProgress: (fraction: number) => void) => Promise<string>,
    ) => {
      const mine = ++latest.current;
      const isWanted = () => mine === latest.current;
      worker.current ??= createTakeaway();
      setJob({ name, fraction: 0 });
      setProblem(undefined);
      say(undefined);
      try {
        const told = await act(worker.current, (fraction) => {
          if (isWanted()) setJob({ name, fraction });
        });
        if (isWanted()) say(told);
      } catch (error) {
        if (isWanted()) setProblem(problemOf(error));
      }
      if (isWanted()) setJob(undefined);
    },
    [],
  );
  const dismiss = useCallback(() => setProblem(undefined), []);
  return { job, problem, said, run, stop, dismiss };
}
