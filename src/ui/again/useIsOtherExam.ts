import { useMemo } from 'react';
import { isOtherExam } from '../../store/playground/again/selectors';
import type { EarlierRun } from '../../store/playground/again/state';
import { useAppState } from '../app';

/** Whether this earlier run sat another exam than the present one, so that their results cannot stand side by side. */
export function useIsOtherExam(earlier: EarlierRun | undefined): boolean {
  const facts = useAppState((s) => s.run.facts);
  const loaded = useAppState((s) => s.run.loaded);
  return useMemo(
    () => earlier !== undefined && isOtherExam({ facts, loaded }, earlier),
    [facts, loaded, earlier],
  );
}
