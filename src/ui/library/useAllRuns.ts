import { useMemo } from 'react';
import type { KeptRun } from '../../storage/keptRun';
import { nameOfAutomatic } from '../../store/library/automatic';
import { useAppState } from '../app';

/** All runs that the Library lists, those that saved themselves too. */
export function useAllRuns(): readonly Pick<KeptRun, 'id' | 'name' | 'text'>[] {
  const list = useAppState((s) => s.library.list);
  const records = useAppState((s) => s.library.automatic?.records);
  return useMemo(() => {
    const automatic = (records ?? []).map((record) => ({
      ...{ id: record.id, name: nameOfAutomatic(record), text: record.run.text },
    }));
    return [...list, ...automatic];
  }, [list, records]);
}
