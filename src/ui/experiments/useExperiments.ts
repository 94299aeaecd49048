import { useShallow } from 'zustand/shallow';
import type { ExperimentsState } from '../../store/experiments/state';
import { useAppState } from '../app';

/** Some fields of the experiments. The component renders again only when one of these changes. */
export const useExperiments = <K extends keyof ExperimentsState>(
  ...keys: readonly K[]
): Pick<ExperimentsState, K> =>
  useAppState(
    useShallow(
      ({ experiments }) =>
        Object.fromEntries(keys.map((key) => [key, experiments[key]])) as Pick<ExperimentsState, K>,
    ),
  );
