import { useEffect } from 'react';
import { DOES_NOT_WORK } from '../../store/uses/session';
import styles from './DoesNotWork.module.css';
import { MeasuredTable } from './figures/MeasuredTable';
import { useSession, useUse } from './session';

const USE = { id: DOES_NOT_WORK };
const TITLE = 'What does not work at this size';
const LEAD =
  'These were tried as the other uses were, with the same kind of model on the same engine, and fail. They are here so that nobody takes the others for more than they are.';

/** What was tried and fails at this size, with its figures. */
export function DoesNotWork() {
  const session = useSession();
  const { results } = useUse(USE, 'results');
  useEffect(() => void session.visit(DOES_NOT_WORK), [session]);
  const measured = results?.of?.measured ?? [];
  return (
    <div className={styles.page}>
      <div>
        <h2>{TITLE}</h2>
        <p className={styles.lead}>{LEAD}</p>
      </div>
      {measured.map((one) => (
        <MeasuredTable key={one.id} measured={one} />
      ))}
      {results && measured.length === 0 && <p>No figures of this are shipped yet.</p>}
    </div>
  );
}
