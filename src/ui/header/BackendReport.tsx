import { formatRate } from '../../base/format';
import { BACKEND_NAMES, backendName } from '../../config/choices';
import type { BackendReport as Report, Timings } from '../../protocol/backend';
import { useApp } from '../app';
import styles from './Header.module.css';

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

/** What trains the model, why that one and not another, and how exactly it computes. */
export function BackendReport({ report }: { report: Report }) {
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
