import type { Interval } from '../../../base/bootstrap';
import type { Measured } from '../../../protocol/uses';
import { formatInterval, formatShare } from '../formatShare';
import styles from './MeasuredTable.module.css';
import { verdict } from './verdict';

/** A model that sat the same items on this page. */
export interface Beside {
  readonly name: string;
  readonly interval: Interval;
}

interface RowProps {
  readonly name: string;
  readonly interval: Pick<Interval, 'mean'> & Partial<Interval>;
  readonly isModel?: boolean;
}

function Row({ name, interval: { mean, low, high }, isModel }: RowProps) {
  return (
    <tr data-model={isModel || undefined}>
      <th scope="row">{name}</th>
      <td>{formatShare(mean)}</td>
      <td>{low !== undefined && high !== undefined && formatInterval({ low, high })}</td>
    </tr>
  );
}

interface Props {
  readonly measured: Measured;
  readonly beside?: readonly Beside[];
  /** Whether the table has to be opened; what it comes to is in sight all the same */
  readonly isFolded?: boolean;
  /** What the model is called that is measured */
  readonly modelName?: string;
}

/** One measure: the model and its rivals with 95 % intervals, what chance gives, and what it comes to. */
export function MeasuredTable({ measured, ...rest }: Props) {
  if (!rest.isFolded) return <Whole measured={measured} {...rest} />;
  const { title, standings } = measured;
  const model = standings[0]?.interval.mean;
  return (
    <details className={styles.folded}>
      <summary>
        {title}
        <span>
          <b>{model !== undefined && formatShare(model)}</b> {verdict(measured).strong}
        </span>
      </summary>
      <Whole measured={measured} {...rest} />
    </details>
  );
}

function Whole({ measured, beside = [], modelName = 'This model', isFolded }: Props) {
  const { title, note, standings, chance, ceiling } = measured;
  const [model, ...rivals] = standings;
  const { strong, rest } = verdict(measured);
  return (
    <section className={styles.measured}>
      <table>
        <caption className={isFolded ? 'visually-hidden' : undefined}>{title}</caption>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">Who</th>
            <th scope="col">Mean</th>
            <th scope="col">95 % interval</th>
          </tr>
        </thead>
        <tbody>
          {model && <Row name={modelName} interval={model.interval} isModel />}
          {beside.map(({ name, interval }) => (
            <Row key={name} name={name} interval={interval} isModel />
          ))}
          {rivals.map(({ who, name, interval }) => (
            <Row key={who} name={name} interval={interval} />
          ))}
          {chance !== undefined && <Row name="Chance" interval={{ mean: chance }} />}
          {ceiling !== undefined && (
            <Row name="The most that is possible" interval={{ mean: ceiling }} />
          )}
        </tbody>
      </table>
      <p>
        <strong>{strong}</strong>
        {rest} {note}
      </p>
    </section>
  );
}
