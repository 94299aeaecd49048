import { formatRate } from '../../base/format';
import { BACKEND_NAMES, backendName } from '../../config/choices';
import type { BackendReport as Report, Timings, WorkerTimings } from '../../protocol/backend';
import { useApp } from '../app';
import styles from './Header.module.css';

/** What the number of WASM workers was chosen by: how fast they are, and whether the page stays smooth meanwhile. */
function WorkersTable({ timings: { rows, workers, remembered } }: { timings: WorkerTimings }) {
  return (
    <table className={styles.timings}>
      <caption>
        {remembered
          ? 'Workers, as they trained a model of this size on an earlier visit'
          : 'Workers, as they trained the first steps of this run'}
      </caption>
      <thead>
        <tr>
          <th scope="col">Workers</th>
          <th scope="col">ms a step</th>
          <th scope="col">longest frame</th>
        </tr>
      </thead>
      <tbody className="mono">
        {rows.map((row) => (
          <tr key={row.workers}>
            <th scope="row">
              {row.workers}
              {row.workers === workers && ', chosen'}
            </th>
            <td>{formatRate(row.msPerStep)}</td>
            <td>{row.longestFrame === undefined ? '–' : `${Math.round(row.longestFrame)} ms`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What Auto chose by: the first steps of this very configuration, on each backend. */
function TimingsTable({ timings: { rows, remembered } }: { timings: Timings }) {
  return (
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
  );
}

/** What trains the model, why that one and not another, and how exactly it computes. */
export function BackendReport({ report }: { report: Report }) {
  const app = useApp();
  return (
    <>
      <p>
        Training runs on <strong>{backendName(report.backend)}</strong>, {report.device}
        {report.software ? ': a CPU that acts as a GPU, so it is slow.' : '.'}
      </p>
      {report.timings && <TimingsTable timings={report.timings} />}
      {report.workers && <WorkersTable timings={report.workers} />}
      {(report.timings || report.workers) && (
        <button type="button" className={styles.again} onClick={() => void app.run.timeAgain()}>
          Start over and time them again
        </button>
      )}
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
