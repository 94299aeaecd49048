import type { RefObject } from 'react';
import type { Pictured } from './caption';
import styles from './SaveButtons.module.css';
import { saveChart, saveTable } from './save';

interface Props {
  /** What holds the chart, once it is drawn */
  readonly chart: RefObject<HTMLElement | null>;
  readonly pictured: Pictured;
}

/** Saves a sweep's runs as a table, or its chart as a picture. */
export function SaveButtons({ chart, pictured }: Props) {
  const { record, scope, setting } = pictured;
  return (
    <div className={`tools ${styles.tools}`}>
      <button
        type="button"
        className="button small"
        onClick={() => void saveTable(record, scope, setting)}
      >
        Save as CSV
      </button>
      {(['svg', 'png'] as const).map((kind) => (
        <button
          key={kind}
          type="button"
          className="button small"
          onClick={() => void saveChart(chart.current?.querySelector('svg'), kind, pictured)}
        >
          Save as {kind.toUpperCase()}
        </button>
      ))}
    </div>
  );
}
