import { useCallback } from 'react';
import type { Score } from '../../base/examScore';
import { formatCount, formatPercent } from '../../base/format';
import { backendName } from '../../config/choices';
import type { KeptRun } from '../../storage/keptRun';
import { duplicateRun } from '../../store/library/duplicate';
import { settingLabel } from '../../store/settingTexts';
import { useApp } from '../app';
import { formatMoment } from '../common/formatMoment';
import { formatBytes } from '../model/formatBytes';
import { TakeAwayButton } from '../takeaway/TakeAwayButton';
import { Cell } from './Cell';
import { letterOf } from './conditions';
import { EditableName } from './EditableName';
import { examStepOf, range } from './figures';
import { IconButton } from './IconButton';
import { RowNotes } from './RowNotes';
import styles from './RunRow.module.css';
import { SmallCurve } from './SmallCurve';
import { Swatch } from './Swatch';
import { strokeOf } from './strokes';

interface Props {
  readonly run: KeptRun;
  /** Among the chosen; -1 where it is not */
  readonly place: number;
  readonly score: Score | undefined;
  /** Whether it lasts only as long as the page */
  readonly isHeld: boolean;
  /** Told what was done, a sentence: it is read out */
  readonly onSay: (said: string) => void;
}

/** One kept run. */
export function RunRow({ run, place, score, isHeld, onSay }: Props) {
  const app = useApp();
  const { changed = [], id, name, step, isBest, exam, savedAt, bytes, settings, backend } = run;
  const { starterRead } = run;
  const isChosen = place >= 0;
  const examStep = examStepOf(run);
  const subject = useCallback(() => app.library.subject(run), [app, run]);
  const duplicate = async () => {
    if (await duplicateRun(app.store, app.library, run)) onSay(`“${name}” was duplicated.`);
  };
  return (
    <li className={styles.row}>
      <label className={styles.choose}>
        <input
          type="checkbox"
          checked={isChosen}
          onChange={(event) => app.library.choose(id, event.target.checked)}
          aria-label={`Compare ${name}`}
        />
        {isChosen && (
          <>
            <span className={styles.letter}>{letterOf(place)}</span>
            <Swatch stroke={strokeOf(place, settings.context)} />
          </>
        )}
      </label>
      <div className={styles.named}>
        <EditableName
          name={name}
          label="Name of the run"
          spoken={name}
          onRename={(wanted) => void app.library.rename(id, wanted)}
        />
        {changed.length > 0 && (
          <span className={styles.aside}>
            changed on the way: {changed.map(settingLabel).join(', ').toLowerCase()}
          </span>
        )}
        {isHeld && <span className={styles.bad}>until this page is closed</span>}
      </div>
      <span className={styles.curve}>
        <SmallCurve run={run} />
      </span>
      <Cell name="Step">
        <span className="mono">{formatCount(step)}</span>
        {isBest && (
          <small title="The run went on from here and did worse. The exam itself picked this step, so its figures are a little too good.">
            {' '}
            its best
          </small>
        )}
        {starterRead !== undefined && (
          <small
            title={`It began from the starter, which had read ${formatPercent(starterRead)} of these sentences before. So its score proves nothing.`}
          >
            {' '}
            has seen the exam
          </small>
        )}
      </Cell>
      <Cell name="Right">
        <span className="mono">{formatPercent(exam.accuracy, 1)}</span>{' '}
        <small className="mono">
          {score && range(score.accuracy, (share) => (100 * share).toFixed(1))}
        </small>
        {examStep !== undefined && (
          <small title="It saved itself between two sittings of the exam, and has not sat it since.">
            {' '}
            at step {formatCount(examStep)}
          </small>
        )}
      </Cell>
      <Cell name="Loss, nats">
        <span className="mono">{exam.loss.toFixed(2)}</span>{' '}
        <small className="mono">{score && range(score.loss, (loss) => loss.toFixed(2))}</small>
      </Cell>
      <Cell name="Kept">
        <time dateTime={new Date(savedAt).toISOString()}>{formatMoment(savedAt)}</time>
        <small
          data-below
          title={backend && `Trained on ${backendName(backend.name)}: ${backend.device}`}
        >
          {formatBytes(bytes)}
        </small>
      </Cell>
      <div className={styles.actions}>
        <button type="button" className="link" onClick={() => void app.library.open(id)}>
          Open in the playground<span className="visually-hidden"> {name}</span>
        </button>
        <TakeAwayButton className="link" subject={subject}>
          <span className="visually-hidden"> {name}</span>
        </TakeAwayButton>
        <span className={styles.icons}>
          <IconButton icon="copy" does="Duplicate" to={name} onClick={() => void duplicate()} />
          <IconButton
            icon="delete"
            does="Delete"
            to={name}
            onClick={() => void app.library.remove(id)}
          />
        </span>
      </div>
      <RowNotes id={id} name={name} />
    </li>
  );
}
