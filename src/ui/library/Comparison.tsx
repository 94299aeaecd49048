import { Fragment, useMemo } from 'react';
import type { Interval } from '../../base/bootstrap';
import { formatCount, formatPoints, formatSigned } from '../../base/format';
import { counted } from '../../base/words';
import { BETWEEN } from '../../store/library/runName';
import { type Condition, type SettingRow, settingRows } from './conditions';
import { formatPerplexity, range } from './figures';
import styles from './Library.module.css';
import { Swatch } from './Swatch';
import { type Difference, differenceOf, scoreOf } from './scores';
import { strokeOf } from './strokes';

const percent = (share: number) => (100 * share).toFixed(1);
const nats = (loss: number) => loss.toFixed(2);
const signedNats = (loss: number) => formatSigned(loss, 2);

/** Windows that an exam needs for its intervals to be of use. */
const FEW = 30;

/** Where each run did best: one that learned its text by heart ends worse than it was. */
function lowestOf({ runs }: Condition): string {
  const lowest = runs.map(({ curves: { evals } }) => {
    if (evals.length === 0) return '–';
    const { loss, step } = evals.reduce((a, b) => (b.loss < a.loss ? b : a));
    return `${loss.toFixed(2)} at ${formatCount(step)}`;
  });
  return lowest.join(', ');
}

/** "over 2 of 3 and 5 seeds": how many pairs there are to go by, where that is not all of both. */
function pairedOf(seeds: number, a: Condition, b: Condition): string | undefined {
  if (a.runs.length === seeds && b.runs.length === seeds) return undefined;
  return `over ${seeds} of ${a.runs.length} and ${counted(b.runs.length, 'seed')}`;
}

/** A figure over its 95 % interval. */
function Figure({
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
function Less({
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
function ValueRow({ label, values }: Pick<SettingRow, 'label' | 'values'>) {
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
function Name({ name }: { name: string }) {
  return name.split(BETWEEN).map((part, i) => (
    <Fragment key={part}>
      {i > 0 && BETWEEN}
      <span className={part.length < 20 ? styles.whole : undefined}>{part}</span>
    </Fragment>
  ));
}

/** The chosen runs in columns: the exam, what differs from the first, and the settings that differ. */
export function Comparison({ conditions }: { conditions: readonly Condition[] }) {
  const first = conditions[0]!;
  // Thousands of resamples: once for each choice, not for each drawing.
  const columns = useMemo(
    () =>
      conditions.map((condition) => ({
        condition,
        score: scoreOf(condition.runs),
        difference:
          condition === conditions[0]
            ? undefined
            : differenceOf(condition.runs, conditions[0]!.runs),
      })),
    [conditions],
  );
  const windows = new Set(conditions[0]!.runs[0]!.exam.groups).size;
  const { differ, same } = useMemo(() => settingRows(conditions), [conditions]);
  const several = conditions.length > 1;
  const paired = columns.some(({ difference }) => (difference?.seeds ?? 0) > 1);
  const someUnpaired = columns.some(
    ({ condition, difference }) =>
      difference && pairedOf(difference.seeds, first, condition) !== undefined,
  );
  const unlike = columns.some(({ difference }) => difference && !difference.areShared);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={styles.scroll} aria-label="Comparison of the chosen runs" tabIndex={0}>
        <table className={styles.table} data-single={!several || undefined}>
          <caption className="visually-hidden">
            The chosen runs in the exam, what differs from the first, and the settings that differ
          </caption>
          <thead>
            <tr>
              <td />
              {conditions.map(({ id, letters, name, place, runs }) => (
                <th key={id} scope="col">
                  <span className={styles.letter}>
                    {letters}
                    {runs.length === 1 && (
                      <Swatch stroke={strokeOf(place, runs[0]!.settings.context)} />
                    )}
                  </span>
                  <Name name={name} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">Right in the exam</th>
              {columns.map(({ condition, score }) => (
                <td key={condition.id}>
                  <Figure of={score.accuracy} format={percent} unit=" %" />
                </td>
              ))}
            </tr>
            <tr>
              <th scope="row">Loss, nats</th>
              {columns.map(({ condition, score }) => (
                <td key={condition.id}>
                  <Figure of={score.loss} format={nats} />
                </td>
              ))}
            </tr>
            <tr>
              <th scope="row">
                Perplexity
                <small>words to guess among</small>
              </th>
              {columns.map(({ condition, score }) => (
                <td key={condition.id}>
                  <Figure of={score.perplexity} format={formatPerplexity} />
                </td>
              ))}
            </tr>
          </tbody>
          {several && (
            <tbody>
              <tr>
                <th scope="rowgroup" colSpan={conditions.length + 1}>
                  Against {first.letters}, blank by blank
                </th>
              </tr>
              {someUnpaired && (
                <tr>
                  <th scope="row">Paired</th>
                  {columns.map(({ condition, difference }) => (
                    <td key={condition.id}>
                      {difference && (pairedOf(difference.seeds, first, condition) ?? 'all')}
                    </td>
                  ))}
                </tr>
              )}
              <tr>
                <th scope="row">Right, points</th>
                {columns.map(({ condition, difference }) => (
                  <td key={condition.id}>
                    <Less of={difference?.accuracy} format={formatPoints} />
                  </td>
                ))}
              </tr>
              <tr>
                <th scope="row">Loss, nats</th>
                {columns.map(({ condition, difference }) => (
                  <td key={condition.id}>
                    <Less of={difference?.loss} format={signedNats} />
                  </td>
                ))}
              </tr>
            </tbody>
          )}
          <tbody>
            <tr>
              <th scope="rowgroup" colSpan={conditions.length + 1}>
                {several ? 'What differs' : 'How far it came'}
              </th>
            </tr>
            <ValueRow label="Lowest loss on the way" values={conditions.map(lowestOf)} />
            <ValueRow
              label="Steps taken"
              values={conditions.map(({ runs }) => formatCount(runs[0]!.step))}
            />
            {several && differ.map((row) => <ValueRow {...row} key={row.key} />)}
          </tbody>
        </table>
      </section>
      {conditions.length > 2 && (
        <p className={`${styles.small} ${styles.sideways}`}>Slide the table sideways to see all.</p>
      )}
      <p className={styles.small}>
        95&nbsp;% intervals, by a paired bootstrap over the {counted(windows, 'window')} of the
        exam, with the blanks of a window kept together
        {paired && ', and Student’s t over seeds'}.
        {unlike && ' Where two have no seed in common, runs with different seeds are paired.'}
        {windows < FEW && ' With so few the exam is weak: other windows may say otherwise.'}
        {several && ' “Within noise”: the interval of the difference includes zero.'}
        {several &&
          !paired &&
          ' With one seed each, it says nothing about other seeds: keep a few of each to see.'}
      </p>
      <details className={styles.same}>
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
