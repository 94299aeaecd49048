import { Fragment } from 'react';
import type { Interval } from '../../base/bootstrap';
import { BETWEEN } from '../../store/library/runName';
import styles from './ComparisonTable.module.css';
import type { SettingRow } from './conditions';
import { range } from './figures';
import type { Difference } from './scores';

/** A figure over its 95 % interval. */
export function Figure({
  of,
  format,
  unit = '',
}: {
  of: Interval;
  format: (value: number) => string;
  unit?: string;
}) {
  return (
    <>
      {format(of.mean)}
      {unit}
      <small>{range(of, format)}</small>
    </>
  );
}

/** What differs from the first, in words and figures. */
export function DifferenceFigure({
  of,
  format,
}: {
  of: Difference['loss'] | undefined;
  format: (value: number) => string;
}) {
  if (!of) return <span className={styles.muted}>the first</span>;
  return (
    <>
      <span data-verdict={of.verdict}>{of.verdict}</span>
      {format(of.mean)}
      <small>{range(of, format)}</small>
    </>
  );
}

/** A value of each, those in bold that are not as in the first. */
export function ValueRow({ label, values }: Pick<SettingRow, 'label' | 'values'>) {
  return (
    <tr>
      <th scope="row">{label}</th>
      {values.map((value, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a column has nothing but its place
        <td key={i}>{value === values[0] ? value : <strong>{value}</strong>}</td>
      ))}
    </tr>
  );
}

/** A name whose short parts are not broken over two lines. */
export function Name({ name }: { name: string }) {
  return name.split(BETWEEN).map((part, i) => (
    <Fragment key={part}>
      {i > 0 && BETWEEN}
      <span className={part.length < 20 ? styles.whole : undefined}>{part}</span>
    </Fragment>
  ));
}
