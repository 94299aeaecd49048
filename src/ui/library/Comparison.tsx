import { Fragment, useMemo } from 'react';
import { counted } from '../../base/words';
import styles from './Comparison.module.css';
import { type Column, ComparisonTable } from './ComparisonTable';
import { type Condition, settingRows } from './conditions';
import { differenceOf, scoreOf } from './scores';

/** Windows that an exam needs for its intervals to be of use. */
const FEW = 30;

/** The chosen runs in columns: the exam, what differs from the first, and the settings that differ. */
export function Comparison({ conditions }: { conditions: readonly Condition[] }) {
  // Thousands of resamples: computed once per choice, not per render.
  const columns = useMemo(
    () =>
      conditions.map(
        (condition): Column => ({
          condition,
          score: scoreOf(condition.runs),
          difference:
            condition === conditions[0]
              ? undefined
              : differenceOf(condition.runs, conditions[0]!.runs),
        }),
      ),
    [conditions],
  );
  const windows = new Set(conditions[0]!.runs[0]!.exam.groups).size;
  const { differ, same } = useMemo(() => settingRows(conditions), [conditions]);
  const several = conditions.length > 1;
  const paired = columns.some(({ difference }) => (difference?.seeds ?? 0) > 1);
  const unlike = columns.some(({ difference }) => difference && !difference.areShared);
  return (
    <>
      <ComparisonTable columns={columns} differ={differ} />
      {conditions.length > 2 && (
        <p className={`small-print ${styles.sideways}`}>Slide the table sideways to see all.</p>
      )}
      <p className="small-print">
        95&nbsp;% intervals, by a paired bootstrap over the {counted(windows, 'window')} of the
        exam, with the blanks of a window kept together
        {paired && ', and Student’s t over seeds'}.
        {unlike && ' Where two have no seed in common, runs with different seeds are paired.'}
        {windows < FEW && ' With so few windows the exam is weak: others might say something else.'}
        {several && ' “Within noise”: the interval of the difference includes zero.'}
        {several &&
          !paired &&
          ' There is one run of each. Another random start (seed) may bring something else: keep a few runs of each to see.'}
      </p>
      <details className={`fold ${styles.same}`}>
        <summary>
          {several
            ? `${counted(same.length, 'setting is', 'settings are')} the same in all`
            : 'Its settings'}
        </summary>
        <dl>
          {(several ? same : [...differ, ...same]).map(({ key, label, values }) => (
            <Fragment key={key}>
              <dt>{label}</dt>
              <dd>{values[0]}</dd>
            </Fragment>
          ))}
        </dl>
      </details>
    </>
  );
}
