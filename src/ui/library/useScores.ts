import { useEffect, useState } from 'react';
import type { Score } from '../../base/examScore';
import type { KeptRun } from '../../storage/keptRun';
import { isScored, scoreOf } from './scores';

/** Computes the runs' intervals one by one between frames, so that a long list appears before they are done. */
export function useScores(runs: readonly KeptRun[]): (run: KeptRun) => Score | undefined {
  const [, setDone] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const next = () => {
      const run = runs.find((one) => !isScored(one));
      if (!run) return;
      scoreOf([run]);
      setDone((done) => done + 1);
      timer = setTimeout(next);
    };
    timer = setTimeout(next);
    return () => clearTimeout(timer);
  }, [runs]);
  return (run) => (isScored(run) ? scoreOf([run]) : undefined);
}
