import { lazy, Suspense } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { formatRate } from '../../base/format';
import { BACKEND_NAMES, backendName } from '../../config/choices';
import type { Settings } from '../../config/settings';
import type { BackendReport, Timings } from '../../protocol/backend';
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

/** What Auto chose by: the first steps of this very configuration, on each backend. */
function TimingsTable({ timings: { rows, remembered } }: { timings: Timings }) {
  const app = useApp();
  return (
    <>
      <table className={styles.timings}>
        <caption>
          {remembered
            ? 'Chosen by how long a model of this size took on an earlier visit'
            : 'Chosen by how long the first steps of this run took'}
        </caption>
        <thead>
          <tr>
            <th scope="col">Backend</th>
            <th scope="col">ms a step</th>
            <th scope="col">ready after</th>
          </tr>
        </thead>
        <tbody className="mono">
          {rows.map(({ backend, msPerStep, readySeconds }) => (
            <tr key={backend}>
              <th scope="row">{BACKEND_NAMES[backend]}</th>
              <td>{formatRate(msPerStep)}</td>
              <td>{formatRate(readySeconds)} s</td>
            </tr>
          ))}
        </tbody>
      </table>
      <button type="button" className={styles.again} onClick={() => void app.run.timeAgain()}>
        Start over and time them again
      </button>
    </>
  );
}

function Report({ report }: { report: BackendReport }) {
  return (
    <>
      <p>
        Training runs on <strong>{backendName(report.backend)}</strong>, {report.device}
        {report.software ? ': a CPU that acts as a GPU, so it is slow.' : '.'}
      </p>
      {report.timings && <TimingsTable timings={report.timings} />}
      <dl>
        <dt>Self-test</dt>
        <dd>
          one forward and backward pass against PyTorch’s numbers, off by{' '}
          {report.selfTestError.toExponential(1)} at most
        </dd>
        {report.refusals.map((refusal) => (
          <div key={refusal.backend} style={{ display: 'contents' }}>
            <dt>{BACKEND_NAMES[refusal.backend]}</dt>
            <dd>not used: {refusal.reason}</dd>
          </div>
        ))}
      </dl>
    </>
  );
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
            <ReportPopover label={label}>
              <Report report={report} />
            </ReportPopover>
          </Suspense>
        </ErrorBoundary>
      ) : (
        button
      )}
    </div>
  );
}
