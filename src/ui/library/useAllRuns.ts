import type { KeptRun } from '../../storage/keptRun';
import { useAppState } from '../app';

/** All runs that the Library lists. */
export const useAllRuns = (): readonly KeptRun[] => useAppState((s) => s.library.list);
