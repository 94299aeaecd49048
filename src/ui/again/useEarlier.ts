import { useMemo } from 'react';
import { earlierOf, namesOf } from '../../store/playground/again/selectors';
import type { EarlierRun, RunNames } from '../../store/playground/again/state';
import { trainedWith } from '../../store/playground/selectors';
import { useAppState } from '../app';

/** The run that was put aside, and what both runs are called. */
export interface Compared extends RunNames {
  readonly run: EarlierRun;
}

/** The comparison with the earlier run, if there is one. Renders again when it or the names change, not with each step. */
export function useEarlier(): Compared | undefined {
  const run = useAppState(earlierOf);
  // Two names in one string: a fresh object would render again with each step.
  const names = useAppState((s) => {
    const found = earlierOf(s);
    const { earlier, present } = found
      ? namesOf(trainedWith(s), found)
      : { earlier: '', present: '' };
    return `${earlier}\n${present}`;
  });
  return useMemo(() => {
    const [earlier = '', present = ''] = names.split('\n');
    return run && { run, earlier, present };
  }, [run, names]);
}
