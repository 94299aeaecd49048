import { useEffect } from 'react';
import { DOES_NOT_WORK } from '../../store/uses/session';
import styles from './DoesNotWork.module.css';
import { MeasuredTable } from './figures/MeasuredTable';
import { useSession, useUse } from './session';

const USE = { id: DOES_NOT_WORK };

/** What was tried and fails at this size, with its figures. */
export function DoesNotWork() {
  const session = useSession();
  const { results } = useUse(USE, 'results');
  useEffect(() => void session.visit(DOES_NOT_WORK), [session]);
  const measured = results?.of?.measured ?? [];
  return (
    <div className={styles.page}>
      <h2>What does not work at this size</h2>
      <p className={styles.lead}>
        Models of two layers and some 100 000 parameters learn which words go together. What needs
        two facts at once they do not learn in minutes. These were tried as the others were, on the
        same engine, and fail.
      </p>
      {measured.map((one) => (
        <MeasuredTable key={one.id} measured={one} />
      ))}
      {results && measured.length === 0 && <p>No figures are shipped yet.</p>}
    </div>
  );
}
