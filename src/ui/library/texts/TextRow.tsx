import { formatCount } from '../../../base/format';
import { counted } from '../../../base/words';
import type { Source } from '../../../protocol/texts';
import { momentOf } from '../../../storage/ownText';
import { bytesOfText, firstWords } from '../../../store/library/textFacts';
import type { OwnTextActions } from '../../../store/library/texts';
import { useApp, useAppState } from '../../app';
import { formatMoment } from '../../common/formatMoment';
import { formatSize } from '../../takeaway/formatSize';
import { Cell } from '../Cell';
import { EditableName } from '../EditableName';
import { IconButton } from '../IconButton';
import { lookOfText } from './lookOfText';
import { NeededNote } from './NeededNote';
import styles from './TextRow.module.css';

interface Props {
  readonly source: Source;
  readonly actions: OwnTextActions;
  /** Runs that learned from it, automatic ones too */
  readonly runs: number;
  readonly onDelete: () => void;
  /** Told what was done, a sentence: it is read out */
  readonly onSay: (said: string) => void;
}

/** One of the person's own texts. */
export function TextRow({ source, actions, runs, onDelete, onSay }: Props) {
  const app = useApp();
  const isShown = useAppState((s) => s.source === source);
  const { name, characters } = source;
  const { lang, dir, language } = lookOfText(source);
  const moment = momentOf(source);
  const isHeld = moment === undefined && source.stored !== undefined && !source.stored.key;
  return (
    <li className={styles.row}>
      <div className={styles.named}>
        <EditableName
          name={name}
          label="Name of the text"
          spoken={`text ${name}`}
          onRename={(wanted) => void actions.rename(source, wanted)}
        />
        {isShown && <span className={styles.aside}>in the playground</span>}
        {isHeld && <span className={styles.bad}>until this page is closed</span>}
      </div>
      <p className={styles.words} lang={lang} dir={dir}>
        {firstWords(source)}
      </p>
      <Cell name="Language">{language ?? <span className="muted">not known</span>}</Cell>
      <Cell name="Learned by">
        {runs === 0 ? <span className="muted">no run</span> : counted(runs, 'run')}
      </Cell>
      <Cell name="Last used">
        {moment === undefined ? (
          <span className="muted">earlier</span>
        ) : (
          <time dateTime={new Date(moment).toISOString()}>{formatMoment(moment)}</time>
        )}
        <small data-below title={`${formatCount(characters)} characters`}>
          {formatSize(bytesOfText(source))}
        </small>
      </Cell>
      <div className={styles.actions}>
        <button
          type="button"
          className="link"
          onClick={() => {
            actions.open(source);
            app.show('playground');
          }}
        >
          <span className="visually-hidden">Open text {name} in the playground</span>
          <span aria-hidden="true">Open in the playground</span>
        </button>
        <span className={styles.icons}>
          <IconButton
            icon="copy"
            does="Duplicate"
            to={`text ${name}`}
            onClick={() => {
              if (actions.duplicate(source)) onSay(`The text “${name}” was duplicated.`);
            }}
          />
          <IconButton icon="delete" does="Delete" to={`text ${name}`} onClick={onDelete} />
        </span>
      </div>
      <NeededNote source={source} actions={actions} />
    </li>
  );
}
