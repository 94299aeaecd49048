import type { Score } from '../../base/examScore';
import { formatCount, formatPoints, formatSigned } from '../../base/format';
import { counted } from '../../base/words';
import { DifferenceFigure, Figure, Name, ValueRow } from './ComparisonCells';
import styles from './ComparisonTable.module.css';
import type { Condition, SettingRow } from './conditions';
import { formatPerplexity } from './figures';
import { Swatch } from './Swatch';
import type { Difference } from './scores';
import { strokeOf } from './strokes';

const percent = (share: number) => (100 * share).toFixed(1);
const nats = (loss: number) => loss.toFixed(2);
const signedNats = (loss: number) => formatSigned(loss, 2);

/** Where each run did best: one that overfits ends worse than it was. */
function lowestOf({ runs }: Condition): string {
  const lowest = runs.map(({ curves: { evals } }) => {
    if (evals.length === 0) return '–';
    const { loss, step } = evals.reduce((a, b) => (b.loss < a.loss ? b : a));
    return `${loss.toFixed(2)} at step ${formatCount(step)}`;
  });
  return lowest.join(', ');
}

/** As many as each took; equal but where each stands at its own best step. */
const stepsOf = (runs: Condition['runs']): string =>
  [...new Set(runs.map(({ step }) => step))].map(formatCount).join(', ');

/** "over 2 of 3 and 5 seeds": how many pairs there are to go by, where that is not all of both. */
function pairedOf(seeds: number, a: Condition, b: Condition): string | undefined {
  if (a.runs.length === seeds && b.runs.length === seeds) return undefined;
  return `over ${seeds} of ${a.runs.length} and ${counted(b.runs.length, 'seed')}`;
}

/** What came of a condition, and what differs from the first. */
export interface Column {
  readonly condition: Condition;
  readonly score: Score;
  /** None for the first itself */
  readonly difference: Difference | undefined;
}

interface Props {
  readonly columns: readonly Column[];
  /** Settings that differ */
  readonly differ: readonly SettingRow[];
}

/** A condition a column: its exam, what differs from the first, and the settings that differ. */
export function ComparisonTable({ columns, differ }: Props) {
  const conditions = columns.map(({ condition }) => condition);
  const first = conditions[0]!;
  const several = conditions.length > 1;
  const someUnpaired = columns.some(
    ({ condition, difference }) =>
      difference && pairedOf(difference.seeds, first, condition) !== undefined,
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
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
                  <DifferenceFigure of={difference?.accuracy} format={formatPoints} />
                </td>
              ))}
            </tr>
            <tr>
              <th scope="row">Loss, nats</th>
              {columns.map(({ condition, difference }) => (
                <td key={condition.id}>
                  <DifferenceFigure of={difference?.loss} format={signedNats} />
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
          <ValueRow label="Lowest loss on the way, nats" values={conditions.map(lowestOf)} />
          <ValueRow label="Steps taken" values={conditions.map(({ runs }) => stepsOf(runs))} />
          {several && differ.map((row) => <ValueRow {...row} key={row.key} />)}
        </tbody>
      </table>
    </section>
  );
}
