import { lazy, Suspense } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { BACKEND_NAMES } from '../../config/choices';
import type { Settings } from '../../config/settings';
import { useApp, useAppState } from '../app';
import styles from './Header.module.css';

const ReportPopover = lazy(() => import('./ReportPopover'));

/** Shortens a driver's name to the one that people know the device by. */
function shortDevice(device: string): string {
  const inner = /^ANGLE \([^,]*, (?:ANGLE Metal Renderer: )?(?:Vulkan [\d.]+ \()?([^,(]+)/.exec(
    device,
  );
  return (inner?.[1] ?? device).trim().slice(0, 28);
}

/** Which machine runs the training, chosen and actual, and why not another. */
export function BackendChoice() {
  const app = useApp();
  const choice = useAppState((s) => s.settings.backend);
  const report = useAppState((s) => s.run.backend);
  const failed = useAppState((s) => s.run.status === 'failed');
  const state = failed ? 'failed' : (report && 'up') || 'starting';
  const label = (
    <>
      <span className={styles.dot} data-state={state} />
      <span data-testid="backend" className="mono">
        {report ? report.backend : state}
        {report && <span className={styles.device}> · {shortDevice(report.device)}</span>}
      </span>
    </>
  );
  /** What stands there until there is a report, and where the popover cannot be loaded */
  const button = (
    <button type="button" className={styles.running} disabled>
      {label}
    </button>
  );
  return (
    <div className={styles.choice}>
      <label>
        <select
          aria-label="Backend"
          className={styles.select}
          value={choice}
          onChange={(event) =>
            app.settings.change({ backend: event.target.value as Settings['backend'] })
          }
        >
          {Object.entries(BACKEND_NAMES).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      {report ? (
        <ErrorBoundary fallback={button}>
          <Suspense fallback={button}>
            <ReportPopover label={label} report={report} />
          </Suspense>
        </ErrorBoundary>
      ) : (
        button
      )}
    </div>
  );
}
