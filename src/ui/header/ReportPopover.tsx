import { Popover } from '@base-ui/react/popover';
import type { ReactNode } from 'react';
import type { BackendReport as Report } from '../../protocol/backend';
import { BackendReport } from './BackendReport';
import styles from './Header.module.css';

/** A button that opens the report of the backend. In a file of its own, as the library behind it is heavy. */
export default function ReportPopover({
  label,
  report,
}: {
  readonly label: ReactNode;
  readonly report: Report;
}) {
  return (
    <Popover.Root>
      <Popover.Trigger className={styles.running}>{label}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="end" style={{ zIndex: 10 }}>
          <Popover.Popup className={styles.popup} aria-label="Which machine runs it, and why">
            <BackendReport report={report} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
