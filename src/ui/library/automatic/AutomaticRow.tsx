import { formatCount, formatPercent } from '../../../base/format';
import { bytesOfCheckpoint, type Checkpoint } from '../../../storage/checkpoint';
import { type AutomaticActions, nameOfAutomatic } from '../../../store/library/automatic';
import { useApp, useAppState } from '../../app';
import { formatMoment } from '../../common/formatMoment';
import { formatSize } from '../../takeaway/formatSize';
import { Cell } from '../Cell';
import { IconButton } from '../IconButton';
import { SmallCurve } from '../SmallCurve';
import styles from './AutomaticRow.module.css';

interface Props {
  readonly record: Checkpoint;
  readonly actions: AutomaticActions;
  /** Whether a tab has it open, this one or another */
  readonly isOpen: boolean;
  /** Told what was done, a sentence: it is read out */
  readonly onSay: (said: string) => void;
}

/** One run that saved itself. */
export function AutomaticRow({ record, actions, isOpen, onSay }: Props) {
  const app = useApp();
  const isHere = useAppState((s) => s.run.saveId === record.id);
  const { run, saves } = record;
  const { step } = saves[0];
  const last = run.curves.evals.findLast((point) => point.step <= step);
  const name = useAppState((s) => nameOfAutomatic(record, s.own));
  const spoken = `automatic run ${name}`;
  const keep = async () => {
    const kept = await actions.keep(record);
    if (kept !== undefined) onSay(`“${kept}” is kept.`);
  };
  const remove = () => {
    // What is said above of a run of an earlier visit may be said of this one.
    if (app.store.getState().checkpoint.other?.id === record.id) app.checkpoints.dismiss('other');
    void actions.remove(record);
  };
  const open = () => {
    if (!isHere) void app.checkpoints.open(record.id);
    app.show('playground');
  };
  return (
    <li className={styles.row}>
      <div className={styles.named}>
        <span className={styles.name}>{name}</span>
        {isHere && <span className={styles.aside}>in the playground</span>}
        {isOpen && !isHere && <span className={styles.aside}>open in another tab</span>}
      </div>
      <span className={styles.curve}>
        <SmallCurve run={run} />
      </span>
      <Cell name="Step">
        <span className="mono">{formatCount(step)}</span>
      </Cell>
      <Cell name="Right">
        <span className="mono">{last ? formatPercent(last.accuracy, 1) : '–'}</span>
      </Cell>
      <Cell name="Loss, nats">
        <span className="mono">{last ? last.loss.toFixed(2) : '–'}</span>
      </Cell>
      <Cell name="Saved">
        <time dateTime={new Date(run.savedAt).toISOString()}>{formatMoment(run.savedAt)}</time>
        <small data-below>{formatSize(bytesOfCheckpoint(record))}</small>
      </Cell>
      <div className={styles.actions}>
        <button type="button" className="link" onClick={open}>
          Open in the playground<span className="visually-hidden"> {spoken}</span>
        </button>
        <button type="button" className="link" onClick={() => void keep()}>
          Keep<span className="visually-hidden"> {spoken}</span>
        </button>
        <span className={styles.icons}>
          {!isOpen && !isHere && (
            <IconButton icon="delete" does="Delete" to={spoken} onClick={remove} />
          )}
        </span>
      </div>
    </li>
  );
}
