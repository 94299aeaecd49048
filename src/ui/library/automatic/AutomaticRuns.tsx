import { useMemo } from 'react';
import { MOST_CHECKPOINTS } from '../../../storage/checkpoints';
import { type AutomaticActions, createAutomaticActions } from '../../../store/library/automatic';
import { useApp, useAppState } from '../../app';
import { ColumnHeads } from '../ColumnHeads';
import { DeletedNote } from '../DeletedNote';
import { AutomaticRow } from './AutomaticRow';
import styles from './AutomaticRuns.module.css';

const COLUMNS = ['Run', 'Curve', 'Step', 'Right', 'Loss, nats', 'Saved'] as const;

/** What can be done with the runs that saved themselves. */
export function useAutomaticActions(): AutomaticActions {
  const { store, library } = useApp();
  return useMemo(() => createAutomaticActions(store, library), [store, library]);
}

interface Props {
  readonly actions: AutomaticActions;
  /** Told what was done to a run, a sentence */
  readonly onSay: (said: string) => void;
}

/** The runs that saved themselves, newest first. */
export function AutomaticRuns({ actions, onSay }: Props) {
  const automatic = useAppState((s) => s.library.automatic);
  const { records = [], open, deleted } = automatic ?? {};
  if (records.length === 0 && !deleted) return null;
  return (
    <section aria-labelledby="automatic-heading" className={styles.automatic}>
      <div className={styles.heading}>
        <h3 id="automatic-heading">Saved automatically</h3>
        <span>
          The newest {MOST_CHECKPOINTS} are kept, then the oldest goes. One that you keep stays.
        </span>
      </div>
      <DeletedNote deleted={deleted} onUndo={() => void actions.undelete()} />
      {records.length > 0 && <ColumnHeads names={COLUMNS} />}
      <ul>
        {records.map((record) => (
          <AutomaticRow
            key={record.id}
            record={record}
            actions={actions}
            isOpen={open?.has(record.id) ?? false}
            onSay={onSay}
          />
        ))}
      </ul>
    </section>
  );
}
