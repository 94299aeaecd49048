import { useMemo } from 'react';
import type { KeptRun } from '../../storage/keptRun';
import { automaticOnly, nameOfAutomatic } from '../../store/library/automatic';
import { useAppState } from '../app';

/** All runs that the Library lists, those that saved themselves too. One that was also kept counts once. */
export function useAllRuns(): readonly Pick<KeptRun, 'id' | 'saveId' | 'name' | 'text'>[] {
  const list = useAppState((s) => s.library.list);
  const records = useAppState((s) => s.library.automatic?.records);
  const own = useAppState((s) => s.own);
  return useMemo(() => {
    const automatic = automaticOnly(records ?? [], list).map((record) => ({
      ...{ id: record.id, saveId: record.id },
      ...{ name: nameOfAutomatic(record, own), text: record.run.text },
    }));
    return [...list, ...automatic];
  }, [list, records, own]);
}
